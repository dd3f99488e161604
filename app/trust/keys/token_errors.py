"""What a card says went wrong, as our codes. No PIN is ever part of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import AppError

_CODES = {
    "PinIncorrect": "TOKEN_PIN_WRONG",
    "PinInvalid": "TOKEN_PIN_WRONG",
    "PinLenRange": "TOKEN_PIN_LENGTH",
    "PinLocked": "TOKEN_PIN_LOCKED",
    "PinExpired": "TOKEN_PIN_EXPIRED",
    "UserPinNotInitialized": "TOKEN_PIN_NOT_SET",
    "UserAlreadyLoggedIn": "TOKEN_IN_USE",
    "AnotherUserAlreadyLoggedIn": "TOKEN_IN_USE",
    "UserTooManyTypes": "TOKEN_IN_USE",
    "FunctionCancelled": "TOKEN_CANCELLED",
    "FunctionRejected": "TOKEN_CANCELLED",
    "DeviceRemoved": "TOKEN_REMOVED",
    "TokenNotPresent": "TOKEN_REMOVED",
    "TokenNotRecognised": "TOKEN_REMOVED",
    "SessionClosed": "TOKEN_REMOVED",
    "SessionHandleInvalid": "TOKEN_REMOVED",
    "SlotIDInvalid": "TOKEN_REMOVED",
    "UserNotLoggedIn": "TOKEN_REMOVED",  # the login went away with the card
    "MechanismInvalid": "TOKEN_CANNOT_SIGN",
    "MechanismParamInvalid": "TOKEN_CANNOT_SIGN",
    "KeyTypeInconsistent": "TOKEN_CANNOT_SIGN",
    "FunctionNotSupported": "TOKEN_CANNOT_SIGN",
}


@contextmanager
def explained_failures(token: str) -> Iterator[None]:
    """Turn what the binding raises into AppErrors TOKEN_*; `token` names the card."""
    import pkcs11

    try:
        yield
    except pkcs11.PKCS11Error as problem:
        name = type(problem).__name__
        code = _CODES.get(name, "TOKEN_FAILED")
        raise AppError(code, token=token, detail=name) from problem
