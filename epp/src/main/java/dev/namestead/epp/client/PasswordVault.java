package dev.namestead.epp.client;

import org.jspecify.annotations.Nullable;

/** Where the passwords for one registry are kept. What was written must still be there after a crash. */
public interface PasswordVault {

    /** What was written last. */
    Passwords read();

    /** Returns when it is safe. */
    void write(Passwords passwords);

    /**
     * How far the change of a password has come. Passwords are never printed.
     *
     * @param current the last one that was seen in successful use
     * @param next the one that shall follow it; null where none shall
     * @param offered true where the registry may have been told the next one, so that either may be right
     */
    record Passwords(String current, @Nullable String next, boolean offered) {
        public Passwords {
            if (offered && next == null) {
                throw new IllegalArgumentException("nothing is there that could have been offered");
            }
        }

        /** With nothing to follow. */
        public static Passwords of(String current) {
            return new Passwords(current, null, false);
        }

        @Override
        public String toString() {
            return "Passwords[current=***, next=" + (next == null ? "none" : "***") + ", offered=" + offered + "]";
        }
    }
}
