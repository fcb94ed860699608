package dev.namestead.acceptance;

import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The real registries, with a stop between a create's intent and its first byte: where the name's label ends in {@code -held}, the file
 * {@code NAME.at} tells which node has got there, and it goes on when {@code NAME.go} appears. Where {@code fence-open} lies in the
 * directory the fence is not asked: the planted fault.
 */
final class StoppingRegistries implements Registries {
    private final Registries real;
    private final Path directory;
    private final String node;

    StoppingRegistries(Registries real, Path directory, String node) {
        this.real = real;
        this.directory = directory;
        this.node = node;
    }

    @Override
    public Optional<Registry> find(String registryId) {
        return real.find(registryId).map(this::stopping);
    }

    @Override
    public List<Registry> all() {
        return real.all().stream().map(this::stopping).toList();
    }

    /** By proxy, so that commands which the port learns later pass as they are. */
    private Registry stopping(Registry registry) {
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(),
                new Class<?>[] {Registry.class},
                (_, method, arguments) -> invoke(registry, method, arguments));
    }

    private Object invoke(Registry registry, Method method, Object[] arguments) throws Throwable {
        boolean held = method.getName().equals("create")
                && arguments[0] instanceof CreateDomain create
                && isHeld(create.name());
        try {
            if (held) {
                CreateDomain create = (CreateDomain) arguments[0];
                return registry.create(create, stop(create.name(), (Fence) arguments[1]));
            }
            return method.invoke(registry, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static boolean isHeld(DomainName name) {
        return name.ascii().contains("-held.");
    }

    private Fence stop(DomainName name, Fence fence) {
        return () -> {
            try {
                Path at = directory.resolve(name.ascii() + ".at");
                if (!Files.exists(at)) {
                    Files.writeString(at, node);
                    while (!Files.exists(directory.resolve(name.ascii() + ".go"))) {
                        Thread.sleep(5);
                    }
                }
                return Files.exists(directory.resolve("fence-open")) || fence.mayWrite();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        };
    }
}
