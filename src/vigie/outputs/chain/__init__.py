"""What leaves Vigie about a chain: tables, record, pictures and report, in one folder, all of them or none."""
