package dev.namestead.server.app.configuration;

/** How much the server tells on standard error. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
