"""The window: the only part that knows Qt."""

from app.ui.singletons import hold_singletons

hold_singletons()  # before the first call into Qt, whichever module is imported first
