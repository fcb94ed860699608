package dev.namestead.api.testing;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link SandboxWorld} as a parameter and ends it afterwards: one for a test where its method asks, one for a class where its
 * constructor or a {@code @BeforeAll} method does. The sandbox is found by the system property {@code namestead.sandbox.url} or the
 * environment variable {@code SANDBOX_URL}, which {@code . data/sandbox.env} sets.
 */
public final class WorldExtension implements ParameterResolver {
    /** Where the sandbox is. */
    public static final String PROPERTY = "namestead.sandbox.url";

    private static final Namespace WORLDS = Namespace.create(WorldExtension.class);
    private static final Duration LIFETIME = Duration.ofHours(1);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SandboxWorld.class;
    }

    @Override
    public SandboxWorld resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(WORLDS)
                .computeIfAbsent(
                        context.getUniqueId(), ignored -> SandboxWorld.create(sandbox(), LIFETIME), SandboxWorld.class);
    }

    private static URI sandbox() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv("SANDBOX_URL")))
                .map(URI::create)
                .orElseThrow(() -> new ParameterResolutionException(
                        "No sandbox: start ./namestead serve, then . data/sandbox.env, or set -D" + PROPERTY));
    }
}
