"""Context functions (DMN 1.5 §10.3.4.10)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from engine.feel.builtins.registry import builtin
from engine.feel.errors import Fault
from engine.feel.values import Context, entries, entry

if TYPE_CHECKING:
    from engine.feel.run import Run

@builtin("get value", "m: context, key: string")
def get_value(run: "Run", context: Mapping[str, Any], key: str) -> Any:
    """The entry with a key, null when there is none."""
    return entry(context, key)


@builtin("get value", "m: context, keys: list")
def get_nested(run: "Run", context: Any, keys: list[Any]) -> Any:
    """The entry at a path of keys; null for a path of none."""
    if not keys:
        return None
    for key in keys:
        if not isinstance(context, Mapping) or not isinstance(key, str):
            return None
        context = entry(context, key)
    return context


@builtin("get entries", "m: context")
def get_entries(run: "Run", context: Mapping[str, Any]) -> list[Context]:
    """A list of {key, value}, in the order of the entries."""
    run.spend(5 * len(context))
    return [Context(key=key, value=value) for key, value in entries(context)]


@builtin("context", "entries: list")
def make_context(run: "Run", pairs: list[Any]) -> Context:
    """The context of a list of {key, value}; a key may not come twice."""
    made = Context()
    for pair in pairs:
        if not isinstance(pair, Mapping) or not {"key", "value"} <= pair.keys() or not isinstance(pair["key"], str):
            raise Fault("每一项应有 key 和 value", "expected each element to have a key and a value")
        if pair["key"] in made:
            raise Fault(f"键“{pair['key']}”重复", f'the key "{pair["key"]}" comes twice')
        made[pair["key"]] = entry(pair, "value")
    return made


@builtin("context put", "context: context, key: string, value: any")
def put(run: "Run", context: Mapping[str, Any], key: str, value: Any) -> Context:
    """The context with an entry added or replaced."""
    run.spend(len(context))
    return Context(entries(context), **{key: value})


@builtin("context put", "context: context, keys: list, value: any")
def put_nested(run: "Run", context: Mapping[str, Any], keys: list[Any], value: Any) -> Context:
    """The context with the entry at a path of keys added or replaced; there must be contexts on the way."""
    if not keys or not all(isinstance(key, str) for key in keys):
        raise Fault("keys 应为非空的文字列表", "expected keys to be a list of texts, not empty")
    if len(keys) > 50:
        raise Fault("keys 过多", "there are too many keys")
    run.spend(len(context))
    if len(keys) == 1:
        return Context(entries(context), **{keys[0]: value})
    inner = entry(context, keys[0])
    if not isinstance(inner, Mapping):
        raise Fault(f"“{keys[0]}”不是上下文", f'"{keys[0]}" is not a context')
    return Context(entries(context), **{keys[0]: put_nested(run, inner, keys[1:], value)})


@builtin("context merge", "contexts: list")
def merge(run: "Run", contexts: list[Any]) -> Context:
    """All entries of several contexts, the last one of a key wins."""
    merged = Context()
    for each in contexts:
        if not isinstance(each, Mapping):
            raise Fault("应为上下文的列表", "expected a list of contexts")
        run.spend(len(each))
        merged.update(entries(each))
    return merged
