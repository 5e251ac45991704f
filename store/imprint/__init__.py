"""What papers print of themselves: names, dates, page labels, jump lines."""
