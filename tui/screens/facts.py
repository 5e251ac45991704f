"""Dialogs about a page: what it is, and whether it shall go."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.imprint.dates import parse_date
from store.model import PageFacts
from store.safe import clean_line
from tui.say import say
from tui.widgets.cells import fit


class FactsScreen(ModalScreen["PageFacts | None"]):
    """Returns the paper, the date and the label as they were written, or None where Escape was pressed."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, facts: PageFacts) -> None:
        super().__init__()
        self._facts = facts

    def compose(self) -> ComposeResult:
        """Lay out a line for each fact, and a hint that says what is wrong with one."""
        fields = (
            ("paper", say("报纸", "Paper"), self._facts.paper, "江州日报"),
            ("date", say("日期", "Date"), self._facts.date, "2026-03-20"),
            ("label", say("版名", "Page"), self._facts.label, "A01 要闻"),
        )
        with Vertical(classes="dialog"):
            yield Static(Content(say("这一版是", "This page is")), classes="dialog-title")
            for name, title, value, example in fields:
                yield Static(Content(title))
                yield Input(value, placeholder=example, compact=True, select_on_focus=False, id=f"fact-{name}")
            yield Static(Content(self._hint()), classes="dialog-hint", markup=False)

    @staticmethod
    def _hint() -> str:
        return say(
            "Tab 下一项   Enter 保存   Esc 取消   不知道的空着",
            "Tab to the next   Enter saves   Esc cancels   leave empty what is not known",
        )

    def _written(self, name: str) -> str:
        return clean_line(self.query_one(f"#fact-{name}", Input).value)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Answer, if the date is one."""
        written = self._written("date")
        date = parse_date(written)
        if written and not date:
            wrong = say(f"“{written}”不是日期，请写 2026-03-20", f"“{written}” is no date; write 2026-03-20")
            self.query_one(".dialog-hint", Static).update(Content.styled(fit(wrong, 200), "$error"))
            self.set_focus(self.query_one("#fact-date", Input))
            return
        self.dismiss(PageFacts(self._written("paper"), date, self._written("label")))


class RemoveScreen(ModalScreen["str | None"]):
    """Returns which of the things offered shall be taken out, by its key, or None where Escape was pressed."""

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]  # noqa: RUF012 -- Textual's own form

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles

    def compose(self) -> ComposeResult:
        """Lay out what can be taken out."""
        with Vertical(classes="dialog"):
            yield Static(Content(say("移出书库", "Remove from the library")), classes="dialog-title")
            yield OptionList(
                *(Option(Content(fit(title, 58))) for title in self._titles.values()), markup=False, compact=True
            )
            yield Static(
                Content(
                    say(
                        "↑↓ 选择   Enter 移出（u 可撤销）   Esc 不移出",
                        "↑↓ choose   Enter removes (u brings it back)   Esc keeps it",
                    )
                ),
                classes="dialog-hint",
            )

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(list(self._titles)[event.option_index])
