"""Twilio over loopback: the account's own token, which comes back in the answer, and keys that may not read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tests.fakes.http_server import Reply, Seen
from tests.fakes.providers.fake import Fake

SID = "ACfa4efa4efa4efa4efa4efa4efa4efa4e"
KEY = "SKfa4efa4efa4efa4efa4efa4efa4e0001"
KEY_SECRET = "FakeFakeFakeFakeFakeFakeFakeFake"
SECONDARY_TOKEN = "5ec05ec05ec05ec05ec05ec05ec05ec0"
"""Not a value anybody typed: the answer carries it all the same."""


class Twilio(Fake):
    """Its OpenAPI file, https://www.twilio.com/docs/iam/api-keys and the error pages 20003, 20008 and 70051.

    States of a key: ok (of ``KEY``: Standard), restricted, test; ``account`` is the account's status.
    """

    id = "twilio"
    address = "https://api.twilio.com"
    good: ClassVar[Mapping[str, str]] = {"account_sid": SID, "auth_token": "a04ea04ea04ea04ea04ea04ea04ea04e"}

    issued = (SECONDARY_TOKEN,)

    def __init__(self) -> None:
        super().__init__()
        self.users = {SID: self.good["auth_token"], KEY: KEY_SECRET}
        self.states = {SID: "ok", KEY: "ok"}
        self.account, self.kind = "active", "Full"

    def fair(self, request: Seen) -> Reply:
        name, password = request.basic
        if not password or self.users.get(name) != password:
            return self._error(401, 20003, "Authenticate")
        state, folder = self.states[name], f"/2010-04-01/Accounts/{SID}"
        if not request.path.startswith(folder):
            return self._error(401, 20003, "Authenticate")
        if state == "restricted":
            return self._error(401, 70051, "Authorization Failed")
        if state == "test":
            return self._error(403, 20008, "Resource not accessible with Test Account Credentials")
        if request.path == f"{folder}.json":
            return self._error(401, 20003, "Authenticate") if name == KEY else self._account()
        if request.path == f"{folder}/Messages.json":
            return Reply(200, {"messages": [], "page": 0, "page_size": 1, "uri": request.path})
        if request.path == f"{folder}/Balance.json":
            return Reply(200, {"account_sid": SID, "balance": "0.05", "currency": "USD"})
        return self._error(404, 20404, f"The requested resource {request.path} was not found")

    def _account(self) -> Reply:
        document = {
            "auth_token": SECONDARY_TOKEN,
            "date_created": "Thu, 30 Jul 2015 20:00:00 +0000",
            "friendly_name": "Ada's account",
            "owner_account_sid": SID,
            "sid": SID,
            "status": self.account,
            "type": self.kind,
            "uri": f"/2010-04-01/Accounts/{SID}.json",
        }
        return Reply(200, document, {"Twilio-Request-Id": "RQfake"})

    def limited(self) -> Reply:
        return self._error(429, 20429, "Too Many Requests")

    def down(self) -> Reply:
        return self._error(503, 20503, "Service is unavailable, please try again")

    def _error(self, status: int, code: int, message: str) -> Reply:
        page = f"https://www.twilio.com/docs/errors/{code}"
        return Reply(status, {"code": code, "message": message, "more_info": page, "status": status})
