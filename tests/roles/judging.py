"""Whether what a visit met is what the row of the table says."""

from .table import Right, Row
from .walk import Answer, Came, Seen

# What a GET may meet, by the right. Some addresses know no GET: they answer so before they ask for any right.
OPENED = {
    Right.READ: {Came.SHOWN},
    Right.CHANGE: {Came.SHOWN},
    Right.SEND: {Came.NOT_SO},
    Right.POSTED: {Came.NOT_SO},
    Right.LED: {Came.LED_ON},
    Right.LED_SEND: {Came.LED_ON},
    Right.REFUSED: {Came.REFUSED, Came.NOT_SO},
    Right.SIGN_IN: {Came.SIGN_IN, Came.NOT_SO},
    Right.NOT_FOUND: {Came.MISSING, Came.NOT_SO},
    Right.GONE: {Came.WRONG},
    Right.NOT_DONE: {Came.NOT_SO},
    Right.FAILS: {Came.BROKEN},
}
# What is sent to one that only shows is answered in one of these ways, and never obeyed.
NOT_OBEYED = set(Came) - {Came.BROKEN, Came.SIGN_IN}
SENT = {
    **dict.fromkeys((Right.READ, Right.LED, Right.GONE), NOT_OBEYED),
    **{right: {Came.SHOWN, Came.LED_ON} for right in (Right.CHANGE, Right.SEND, Right.LED_SEND, Right.POSTED)},
    Right.REFUSED: {Came.REFUSED, Came.NOT_SO},
    Right.SIGN_IN: {Came.SIGN_IN, Came.NOT_SO, Came.REFUSED},  # a script is not led to a page
    Right.NOT_FOUND: {Came.MISSING, Came.NOT_SO},
    Right.NOT_DONE: {Came.WRONG},
    Right.FAILS: {Came.BROKEN},
}
DONE = {Right.CHANGE, Right.SEND, Right.LED_SEND}


def faults_of(seen: Seen, row: Row) -> list[str]:
    """One line for each way in which the address does something else than its row says."""
    right: Right = getattr(row, seen.column)
    faults = [
        *_fault("GET", seen.opened, OPENED[right], done=False),
        *_fault("POST", seen.sent, SENT[right], done=right in DONE),
    ]
    return [f"{seen.visit} for {seen.column}: should be «{right}», but {fault}" for fault in faults]


def _fault(method: str, answer: Answer, allowed: set[Came], done: bool) -> list[str]:
    if answer.came not in allowed or bool(answer.wrote) is not done:
        return [f"a {method} was {answer}"]
    return []
