"""The part of the network about the balance: what was done, who gives, whether cultivating worked."""

from kreds.bootstrap import App
from kreds.errors import UnknownPersonError
from kreds.model.balance import Balance, Effect, Giving
from kreds.services import did_it_work, read_balance
from kreds.services.find_person import resolve_who


class Balancing:
    """What a network offers for looking back; `kreds.api.network.Network` is the whole of it."""

    app: App

    def balance(self) -> Balance:
        """What was done of Listen, Learn, Help and Inspire by quarter and week, and with whom giving is one-sided."""
        return read_balance.balance(self.app.store, today=self.app.today())

    def giving(self, who: str) -> Giving:
        """What the owner and somebody give each other.

        Raises:
            kreds.errors.UnknownPersonError: nobody answers to ``who``.
            kreds.errors.AmbiguousPersonError: several do.
        """
        found = read_balance.giving_of(self.app.store, resolve_who(self.app.store, who))
        if found is None:
            raise UnknownPersonError(who=who)
        return found

    def did_it_work(self) -> Effect:
        """How those you cultivated have moved against others like them, with its doubt."""
        return did_it_work.effect(self.app.store)
