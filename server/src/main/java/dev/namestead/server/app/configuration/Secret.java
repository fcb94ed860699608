package dev.namestead.server.app.configuration;

/** A password or token: it can be used, but it does not print itself. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
