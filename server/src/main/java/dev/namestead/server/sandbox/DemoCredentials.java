package dev.namestead.server.sandbox;

/** What opens the demo account. */
public record DemoCredentials(String token, String email, String apiKey) {
    static final String EMAIL = "user@example.com";
    private static final String DOCUMENTED_KEY = "144c9defac04969c7bfad8efaa8ea194";

    /** Printed in the documentation, known to everybody: for a server that listens on loopback only. */
    public static DemoCredentials documented() {
        return new DemoCredentials("namestead-sandbox-demo-token", EMAIL, DOCUMENTED_KEY);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "DemoCredentials[" + email + "]";
    }
}
