"""The keys of names on the main screen; what they do is imported when they are pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.upkeep import PageActions

if TYPE_CHECKING:
    from tui.screens.naming import Naming
    from tui.widgets.name_list import NameList


class NameActions(PageActions):
    """The actions of the main screen that are ``Naming``'s."""

    naming: Naming

    async def action_entity(self) -> None:
        main = self.naming.main
        key = main.names.key if main.focused is main.names else main.names.key_at(main.pane.word)
        if key:
            await self.naming.show_card(*key)
        else:
            await self.naming.ask_card(self)

    async def action_who(self) -> None:
        await self.naming.show_who()

    def names_changed(self) -> None:
        """Show names again that may have become others."""
        self.naming.refresh()

    async def on_name_list_wished(self, event: NameList.Wished) -> None:
        """Do with a name what was asked for in the sidebar."""
        row = self.naming.main.reader.row
        await self.naming.grant(self, event, row.id if row else "")
