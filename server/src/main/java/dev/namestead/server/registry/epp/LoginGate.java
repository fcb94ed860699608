package dev.namestead.server.registry.epp;

import java.util.Optional;

/** Keeps all nodes together from trying again and again where a registry refuses our login: registries lock accounts that do. */
interface LoginGate {

    /** For a node that shares the registry with nobody. */
    LoginGate UNSHARED = new LoginGate() {
        @Override
        public Optional<String> refuse() {
            return Optional.empty();
        }

        @Override
        public void refused(String why) {
            // The circuit remembers it.
        }

        @Override
        public void succeeded() {
            // The circuit remembers it.
        }
    };

    /** Empty where a login may be tried now; else why not. */
    Optional<String> refuse();

    /** The registry refused the login. */
    void refused(String why);

    void succeeded();
}
