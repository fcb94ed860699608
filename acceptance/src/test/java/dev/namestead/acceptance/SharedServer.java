package dev.namestead.acceptance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One server for all tests that only need a server: started by the first that asks, stopped after the last. Its business time is never moved
 * by more than hours, for names that other tests look at would expire; tests of days and years share {@link TimeServer}. Asked for by {@link OnSharedServer}.
 */
class SharedServer implements ParameterResolver {
    static final String NAME = "shared";

    private final String name;

    SharedServer() {
        this(NAME);
    }

    SharedServer(String name) {
        this.name = name;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Namestead.class;
    }

    @Override
    public Namestead resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(name, context);
    }

    /** The shared server, for another extension. */
    static Namestead in(ExtensionContext context) {
        return of(NAME, context);
    }

    private static Namestead of(String name, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedServer.class))
                .computeIfAbsent(name, Namestead::start, Namestead.class);
    }
}
