"""What the generated pages say, from the stack alone.

Only what the templates build is promised: a page that the stack does not bring is in no menu.
"""

from __future__ import annotations

from dataclasses import dataclass

from kriptik_desktop.builds.scaffold.model import ScaffoldPlan


@dataclass(frozen=True, slots=True)
class Has:
    """What a stack brings, as the templates ask for it."""

    stripe: bool
    google: bool
    supabase: bool
    openai: bool
    anthropic: bool
    resend: bool

    @classmethod
    def of(cls, plan: ScaffoldPlan) -> Has:
        """Return what the plan's stack brings."""
        ids = plan.ids
        return cls(*(i in ids for i in ("stripe", "google-oauth", "supabase", "openai", "anthropic", "resend")))

    @property
    def any(self) -> bool:
        """At least one integration with templates."""
        return any((self.stripe, self.google, self.supabase, self.ai, self.resend))

    @property
    def ai(self) -> bool:
        """A provider of language models."""
        return self.openai or self.anthropic

    @property
    def saved_summaries(self) -> bool:
        """Summaries are kept: there is somebody they belong to, and somewhere to keep them."""
        return self.ai and self.google and self.supabase

    @property
    def free_limit(self) -> bool:
        """People without a subscription get a number of summaries a day."""
        return self.saved_summaries and self.stripe

    @property
    def json_routes(self) -> bool:
        """Some route takes JSON from the browser."""
        return self.ai or self.resend

    @property
    def json_user_routes(self) -> bool:
        """Some JSON route asks who is signed in."""
        return self.ai and self.google

    @property
    def anonymous_routes(self) -> bool:
        """Some JSON route answers anybody."""
        return self.resend or (self.ai and not self.google)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the app: in the menu by ``title``, on the start page as a card."""

    path: str
    title: str
    card: str
    text: str
    action: str


def pages(has: Has) -> tuple[Page, ...]:
    """Return the pages of the menu in their order."""
    kept = " Each one is kept under your account." if has.saved_summaries else ""
    all_pages = (
        (
            has.google,
            Page(
                "/dashboard",
                "Dashboard",
                "Your account",
                "Sign in with Google and see what is yours.",
                "Open dashboard",
            ),
        ),
        (
            has.ai,
            Page(
                "/summaries",
                "Summaries",
                "Summaries of notes",
                f"Paste notes and get decisions and tasks in a few lines.{kept}",
                "Summarise notes",
            ),
        ),
        (
            has.stripe,
            Page("/pricing", "Pricing", "Subscription", "Subscribe and manage billing through Stripe.", "See the plan"),
        ),
        (
            has.resend,
            Page("/contact", "Contact", "Contact", "Send a message; it arrives as an e-mail.", "Write to us"),
        ),
    )
    return tuple(page for wanted, page in all_pages if wanted)


def tagline(has: Has) -> str:
    """Return one sentence that says what a visitor can do."""
    parts = [
        text
        for wanted, text in (
            (has.google, "sign in with Google"),
            (has.ai, "turn notes into short summaries"),
            (has.stripe, "subscribe through Stripe"),
            (has.resend, "get in touch by e-mail"),
        )
        if wanted
    ]
    if not parts:
        return "The first page of a new app."
    sentence = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{sentence[0].upper()}{sentence[1:]}."


def actions(has: Has) -> tuple[dict[str, str], ...]:
    """Return the one or two buttons of the start page."""
    found = []
    if has.google:
        found.append({"path": "/sign-in", "title": "Sign in"})
    elif has.ai:
        found.append({"path": "/summaries", "title": "Summarise notes"})
    if has.stripe:
        found.append({"path": "/pricing", "title": "See the plan"})
    elif has.resend and not found:
        found.append({"path": "/contact", "title": "Contact"})
    return tuple({**item, "style": " primary" if index == 0 else ""} for index, item in enumerate(found))
