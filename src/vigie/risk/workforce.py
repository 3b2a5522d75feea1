"""What a supplier's own figures about its workforce change: they only ever raise a risk; silence changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.model.assessment import Likelihood, RiskProfile, Supplier
from vigie.risk.profiles import of_supplier
from vigie.risk.severity import severity

WAGE_RULE = "wage_below_benchmark"


@dataclass(frozen=True, slots=True)
class _Benchmark:
    amount: Decimal
    currency: str
    source: str


class Workforce:
    """The rules of `rules/workforce.yml` with the wage benchmarks that are valid at a date."""

    def __init__(self, content: Content, as_of: date) -> None:
        rules = content.rule("workforce")
        self._rights = content.rights
        self._wage = rules["wage"]
        self._wage_below = Decimal(str(content.parameter(self._wage["below_parameter"], as_of)))
        self._shares = [
            (rule["figure"], content.parameter(rule["from_parameter"], as_of), frozenset(rule["rights"]))
            for rule in rules["shares"]
        ]
        self._benchmarks = {
            fact.row["alpha2"]: _Benchmark(
                Decimal(str(fact.row["amount"])), fact.row["currency"], fact.row["source"] or fact.source
            )
            for fact in content.facts("wage-benchmarks")
            if fact.row["valid_from"] <= as_of.isoformat()
        }

    def raised(self, supplier: Supplier) -> frozenset[str]:
        """The rights that the composition of this workforce exposes more than usual."""
        raised: frozenset[str] = frozenset()
        for figure, least, rights in self._shares:
            if (getattr(supplier, figure) or 0) >= least:
                raised |= rights
        return raised

    def pays_too_little(self, supplier: Supplier) -> bool:
        """Whether the stated wage is under a benchmark of the country, in the same currency."""
        benchmark = self._benchmarks.get(supplier.country)
        if benchmark is None or supplier.monthly_net_wage is None:
            return False
        same_currency = supplier.wage_currency == benchmark.currency
        return same_currency and supplier.monthly_net_wage < benchmark.amount * self._wage_below

    def adjusted(self, supplier: Supplier, profile: RiskProfile) -> RiskProfile:
        """The profile as the wage under the benchmark makes it; profiles of other rights stay as they are."""
        if profile.right != self._wage["right"]:
            return profile
        benchmark, known = self._benchmarks[supplier.country], profile.severity
        dimensions = {
            "scale": min(known.scale, self._wage["scale"]),
            "scope": min(known.scope, self._wage["scope"]),
            "irremediability": known.irremediability,
        }
        return of_supplier(
            profile,
            likelihood=Likelihood.REPORTED,
            rule=WAGE_RULE,
            severity=severity(dimensions, self._rights[profile.right].worst),
            reasons=(_wage_reason(supplier, benchmark), *profile.reasons),
            sources=tuple(dict.fromkeys((benchmark.source, *profile.sources))),
        )

    def incomparable(self, supplier: Supplier) -> bool:
        """Whether a wage is stated that cannot be held against anything: no benchmark, or another currency."""
        benchmark = self._benchmarks.get(supplier.country)
        stated = supplier.monthly_net_wage is not None
        return stated and (benchmark is None or benchmark.currency != supplier.wage_currency)


def _wage_reason(supplier: Supplier, benchmark: _Benchmark) -> Message:
    return Message(
        "The list states a net wage of {currency} {wage} a month; the poverty line in {country} is {currency} {line}.",
        currency=benchmark.currency,
        wage=float(supplier.monthly_net_wage or 0),
        line=float(benchmark.amount),
        country=Term("country", supplier.country),
    )
