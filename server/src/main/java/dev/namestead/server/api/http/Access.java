package dev.namestead.server.api.http;

/** Who may call a route. */
public enum Access {
    /** Anybody: health, and pages whose link is the secret. */
    OPEN,
    /** A caller who acts for the account in the path, with the scope {@code read}. */
    READ,
    /** A caller who acts for the account in the path, with the scope {@code write}. */
    WRITE,
    /** Anybody on this machine: the sandbox's controls. */
    LOCAL,
    /** A program on this machine, whoever else may reach the server: what the server shows of itself. */
    MACHINE
}
