package dev.namestead.acceptance;

import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RenewDomain;
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
 * The real registries, with a stop between the intent of a command and its first byte: of a create where the name's label ends in {@code
 * -held}, of a renewal where it ends in {@code -heldrenew}. The file {@code NAME.at} tells which node has got there, and it goes on when
 * {@code NAME.go} appears. Where {@code fence-open} lies in the
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
        try {
            Optional<DomainName> held = held(arguments);
            if (held.isPresent()) {
                arguments[1] = stop(held.get(), (Fence) arguments[1]);
            }
            return method.invoke(registry, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private static Optional<DomainName> held(Object[] arguments) {
        if (arguments == null) {
            return Optional.empty();
        }
        return switch (arguments[0]) {
            case CreateDomain create when create.name().ascii().contains("-held.") -> Optional.of(create.name());
            case RenewDomain renew when renew.name().ascii().contains("-heldrenew.") -> Optional.of(renew.name());
            default -> Optional.empty();
        };
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
