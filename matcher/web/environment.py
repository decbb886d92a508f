"""How public templates are rendered: Jinja2, which escapes values and refuses unknown names."""

import re
from collections.abc import Iterable, MutableMapping
from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext
from jinja2 import BaseLoader, Environment, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.nodes import Call, Const, Expr, Getattr, Name, Node, Output, Template
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from markupsafe import _escape_inner as escape_string  # type: ignore[attr-defined]  # isort: skip

from matcher.web.prose import paragraphs, prose

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Rendered:
    """What a macro made. Unlike `Markup` it is no string, so that a part of a page is not copied
    again for each macro that it passes through."""

    __slots__ = ("html",)

    def __init__(self, html: str) -> None:
        self.html = html

    def __html__(self) -> str:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.html)

    def trimmed(self) -> "Rendered":
        """Without space at both ends."""
        return Rendered(self.html.strip())


class PageGenerator(CodeGenerator):
    """Compile what a page does a thousand times to less: together half of its time.

    `a.b` is the attribute of a presenter's value, and is not looked for as an item as well. What
    is called gets its arguments and nothing of the context, and a macro is a function like any
    other, which takes the arguments that it names. A string that is printed is escaped as always,
    without being wrapped as an object that is safe, and what stands side by side is handed on
    together.
    """

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("escaped, escape_string = environment.escaped, environment.escape_string")
        self.writeline("Rendered = environment.rendered")

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Output(self, node: Output, frame: Frame) -> None:  # noqa: N802
        joined = frame.buffer is None and not frame.require_output_check
        if joined:
            frame = frame.copy()
            frame.buffer = self.temporary_identifier()
            self.writeline(f"{frame.buffer} = []")
        super().visit_Output(node, frame)
        if joined:
            self.writeline(f"yield ''.join({frame.buffer})")

    def visit_Call(  # noqa: N802
        self, node: Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller).html" if forward_caller else ")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        node = macro_ref.node
        names = [argument.name for argument in node.args]
        required = len(names) - len(node.defaults)
        caller = ["caller"] if macro_ref.accesses_caller else []
        parameters = [*names[:required], *(f"{name}=missing" for name in names[required:])]
        # The function is bound here and now: the next macro is called `macro` as well.
        parameters += ["*", *caller, "macro=macro"]
        given = ", ".join([*names, *caller])
        self.write(f"lambda {', '.join(parameters)}: Rendered(macro({given}))")

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("escape_string(value) if type(value := ")

    def _output_child_post(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write(") is str else escaped(value)")


class OneLanguage(NodeTransformer):
    """Put in the messages themselves: on a site in one language they are the same on each page."""

    def visit_Call(self, node: Call) -> Node:  # noqa: N802
        called, arguments = node.node, node.args
        if isinstance(called, Name) and called.name == "_" and not node.kwargs:
            return Const(gettext(arguments[0].as_const()), lineno=node.lineno)
        return self.generic_visit(node)


class PageEnvironment(Environment):
    """The environment of the public templates."""

    code_generator_class = PageGenerator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The same for every template: none brings names of its own."""
        return self.globals

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The template with one space for its indentation, which is for its readers."""
        return INDENTATION.sub(" ", super().preprocess(source, name, filename))

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        template = super()._parse(source, name, filename)
        return template if settings.USE_I18N else OneLanguage().visit(template)

    escape_string = staticmethod(escape_string)
    rendered = Rendered

    @staticmethod
    def escaped(value: object) -> str:
        """What is no plain string, as HTML."""
        if type(value) is Rendered:
            return value.html
        return value if type(value) is Markup else escape(value)


def environment(
    loader: BaseLoader, *, autoescape: bool, auto_reload: bool, **_: object
) -> Environment:
    """The environment of Django's Jinja2 backend, which asks for it once a process.

    A name that no presenter gave is an error, never an empty place on a page.
    """
    made = PageEnvironment(
        loader=loader,
        autoescape=True,
        auto_reload=auto_reload,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "_": translated,
        "counted": counted,
        "static": cache(static),  # the same for as long as the process runs
    }
    made.filters |= {"prose": prose, "paragraphs": paragraphs, "join": joined}
    return made


def translated(message: str, **values: object) -> str:
    """The message in the visitor's language, with its values. What Jinja2 brings for this takes
    more than four times as long, and a page has dozens of messages."""
    text = gettext(message)
    return text % values if values else text


def counted(singular: str, plural: str, count: int, **values: object) -> str:
    """The message for so many, which is its value `count`: “1,988”."""
    return ngettext(singular, plural, count) % {"count": f"{count:,}", **values}


def joined(texts: Iterable[str], separator: str = "") -> str:
    """The texts in a row. What Jinja2 brings for this takes values of any kind, one by one."""
    return separator.join(texts)
