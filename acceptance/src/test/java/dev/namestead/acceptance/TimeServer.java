package dev.namestead.acceptance;

/** One server for all tests that move business time by days and years: what they look at is registered by themselves. Asked for by {@link OnTimeServer}. */
final class TimeServer extends SharedServer {
    static final String NAME = "time";

    TimeServer() {
        super(NAME);
    }
}
