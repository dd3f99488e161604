"""Editor of any number of entries of a list: typed, searched, pasted, shown as tokens."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.forms.field_types.choices import Hit, MultiChoiceHandler
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.ui.forms.editors.editor import Editor
from app.ui.forms.editors.token_box import TokenBox, announce
from app.ui.translation import as_written, join_words, tr
from app.ui.widgets import theme

_BETWEEN = as_written("；")
"""Labels may hold a 、 of their own."""
_ENDS = tuple(as_written("、，,；;\n\t"))


class TokenEditor(Editor):
    """The text of the field is that of its tokens and of what stands behind them.

    Each entry that is added or taken away is a step of its own. What is no entry stays on the line.
    """

    def __init__(self, spec: FieldSpec, form: FormSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, form, parent)
        self.reader = MultiChoiceHandler(spec, form, self.unit)
        self._chosen: tuple[str, ...] = ()
        self._shown: tuple[tuple[str, ...], str] | None = None
        self.box = TokenBox(spec.label, self._search)
        self.line = self.box.line
        self.line.textEdited.connect(self._note_typing)
        self.line.choice_taken.connect(self._take)
        self.line.ended.connect(self.commit)
        self.box.removed.connect(self._remove)
        self.watch(self.line)
        self._layout.addWidget(self.box)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids shown as tokens."""
        return self._chosen

    def set_value(self, value: StoredValue) -> None:
        """Leave the typing alone where the value is the one that was there."""
        is_typing = self.line.hasFocus() and bool(self.line.text())
        if is_typing and value == self._value and not self.problem and not self._has_kept_text:
            return
        super().set_value(value)

    def show_value(self) -> None:
        """Show the chosen entries."""
        chosen = self._value if isinstance(self._value, tuple) else ()
        self._show(chosen, self._value if isinstance(self._value, str) else "")
        self._shown = self._chosen, self.line.text()

    def typed_text(self) -> str:
        """All of the field as one text, which reads back as these tokens and the rest."""
        parts = [self.reader.labels.get(each, each) for each in self._chosen]
        typed = self.line.text().strip()
        return _BETWEEN.join([*parts, typed] if typed else parts)

    def show_text(self, text: str) -> None:
        """Show what can be read as tokens, and the rest on the line to be mended."""
        parts = self.reader.split(text)
        rest = [each.text for each in parts if each.choice is None]
        if not rest and parts:  # readable by now, but nobody has seen what is read from it
            rest, parts = [parts[-1].text], parts[:-1]
        self._show([each.choice for each in parts if each.choice], _BETWEEN.join(rest))
        self._shown = None

    def set_read_only(self, read_only: bool) -> None:
        """Allow reading the entries only, or editing again."""
        self.box.set_read_only(read_only)

    def commit(self) -> None:
        """Take what is typed, if it is in the list; else keep it where it is and say so."""
        self.pause.stop()
        is_shown = (self._chosen, self.line.text()) == self._shown
        if self.line.isReadOnly() or (is_shown and not self._has_kept_text):
            return
        found, rest = self._read_line()
        self._add(found, _BETWEEN.join(rest))

    def keep_typing(self) -> None:
        """What is half typed is no entry yet, whatever it begins like."""
        if self.line.text().strip() and not self.line.isReadOnly():
            self.keep_text(self.typed_text())

    def mark_problem(self, has_problem: bool) -> None:
        """Frame the box."""
        theme.set_problem(self.box, has_problem)

    def can_undo(self) -> bool:
        """Return whether the line has typing to undo."""
        return self.line.isUndoAvailable()

    def can_redo(self) -> bool:
        """Return whether the line has typing to redo."""
        return self.line.isRedoAvailable()

    def restore_saved(self, kept: StoredValue) -> None:
        """Restore the saved value; leaving the field once more tries again."""
        super().restore_saved(kept)
        self._shown = None

    def _search(self, text: str) -> Sequence[Hit]:
        return [each for each in self.reader.search(text) if each.choice.id not in self._chosen]

    def _note_typing(self, text: str) -> None:
        """Take a list apart as soon as one of its pieces is known: after a comma, and pasted."""
        found, rest = self._read_line()
        is_list = len(found) + len(rest) > 1 or self.reader.clean(text).text.endswith(_ENDS)
        if is_list and found:
            self.pause.stop()
            self._add(found, _BETWEEN.join(rest))
        elif text.strip():
            self.pause.note_key()
        else:
            self.commit()

    def _read_line(self) -> tuple[list[str], list[str]]:
        """The entries typed on the line, and what is none."""
        parts = self.reader.split(self.line.text())
        found = [each.choice for each in parts if each.choice]
        return found, [each.text for each in parts if each.choice is None]

    def _take(self, choice: str) -> None:
        self._add([choice], "")

    def _remove(self, choice: str) -> None:
        self._chosen = tuple(each for each in self._chosen if each != choice)
        announce(self.line, tr("已移除「{name}」", name=self._name(choice)))
        self._pass_on()

    def _add(self, choices: Sequence[str], rest: str) -> None:
        """Add entries; what else was typed stays on the line and is refused."""
        added = [each for each in choices if each not in self._chosen]
        self._chosen = self.reader.arrange([*self._chosen, *choices])
        self._put(rest)
        if added:
            names = join_words(self._name(each) for each in added)
            announce(self.line, tr("已加入：{names}", names=names))
        self._pass_on()
        if rest:
            sentence = self.explain(self.typed_text())
            self.set_problem(sentence)
            announce(self.line, sentence)

    def _pass_on(self) -> None:
        """Hand over the tokens as they are now, with what still stands behind them."""
        self._show_tokens()
        if self.line.text().strip():
            self.keep_text(self.typed_text())
        else:
            self._shown = self._chosen, ""
            self.emit_value(self._chosen or None)
        self.step_ended.emit()

    def _show(self, chosen: Sequence[str], rest: str) -> None:
        self._chosen = tuple(chosen)
        self._put(rest)
        self._show_tokens()

    def _show_tokens(self) -> None:
        self.box.show_tokens([(each, self._name(each)) for each in self._chosen])

    def _name(self, choice: str) -> str:
        return self.reader.labels.get(choice, choice)

    def _put(self, text: str) -> None:
        self.line.stop_listing()
        if self.line.text() != text:
            self.line.setText(text)
