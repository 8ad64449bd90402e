"""What the features need of a key beside what the key has."""

from __future__ import annotations

import pytest

from kriptik_desktop.acquisition.rights import Standing, compare
from kriptik_desktop.providers.model import Need

WEBHOOKS = Need("Create the webhook endpoint", ("webhook_write", "admin"))


@pytest.mark.parametrize(
    ("scopes", "missing", "standing"),
    [
        ((), "", "untold"),
        (("webhook_write",), "", "has"),
        (("read", "admin"), "", "has"),
        (("read",), "", "lacks"),
        ((), "webhook_write", "lacks"),
        ((), "balance_read", "untold"),
        (("admin",), "webhook_write", "has"),
    ],
)
def test_a_key_has_lacks_or_nobody_tells(scopes: tuple[str, ...], missing: str, standing: Standing) -> None:
    assert [each.standing for each in compare([WEBHOOKS], scopes, missing)] == [standing]


def test_every_need_is_answered_in_its_order() -> None:
    needs = [WEBHOOKS, Need("Read prices", ("price_read",), needed=False)]
    assert [each.need for each in compare(needs, ("price_read",))] == needs
    assert [each.standing for each in compare(needs, ("price_read",))] == ["lacks", "has"]
