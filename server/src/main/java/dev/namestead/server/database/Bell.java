package dev.namestead.server.database;

/**
 * Tells the other servers on this database, after a commit, that there is something to look at. An accelerator only: a ring may be lost, and
 * everybody looks by himself now and then.
 */
public interface Bell {

    /** What there is to look at. */
    enum Topic {
        /** Workflows may be due. */
        WORK,
        /** Workflows may have ended that somebody waits for. */
        SETTLED,
        /** Servers came or went, or sessions of a registry were given back. */
        SESSIONS,
        /** A registry that could not be reached can be again. */
        REGISTRIES
    }

    /** For a server that is alone. */
    Bell NONE = new Bell() {
        @Override
        public void ring(Topic topic) {
            // Nobody is there.
        }

        @Override
        public void onRing(Topic topic, Runnable action) {
            // Nobody rings.
        }
    };

    /** Rings at all other servers soon, once for all that rang meanwhile; returns at once. */
    void ring(Topic topic);

    /** Runs the action, which must be quick, when another server has rung, or may have while it could not be heard. */
    void onRing(Topic topic, Runnable action);
}
