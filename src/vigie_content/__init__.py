"""What experts write: rights, products, indicators, registers, judgements; the engine knows none of it by name."""
