package dev.namestead.server.app.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Secrets, written as {@code key}, or kept in a file ({@code key_file}), or in the environment
 * ({@code key_env}). No problem's text ever shows one.
 */
final class SecretReader {

    private static final Secret STAND_IN = new Secret("");

    private final Path directory;
    private final Function<String, @Nullable String> environment;

    SecretReader(Path directory, Function<String, @Nullable String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    Secret required(Section section, String key) {
        if (ways(key).stream().noneMatch(section::has)) {
            section.problem(key, "is missing; one of " + String.join(", ", ways(key)));
        }
        return optional(section, key).orElse(STAND_IN);
    }

    private static List<String> ways(String key) {
        return List.of(key, key + "_file", key + "_env");
    }

    Optional<Secret> optional(Section section, String key) {
        List<String> used = ways(key).stream().filter(section::has).toList();
        if (used.size() > 1) {
            section.problem(used.get(1), "only one of " + String.join(", ", ways(key)));
        }
        Optional<Secret> plain = section.optional(key, text -> new Secret(Values.text(text)));
        Optional<Secret> fromFile = section.optional(key + "_file", this::file);
        Optional<Secret> fromEnvironment = section.optional(key + "_env", this::variable);
        return plain.or(() -> fromFile).or(() -> fromEnvironment);
    }

    private Secret file(String text) {
        Path file = Values.readableFile(directory).apply(text);
        try {
            return new Secret(Values.text(Files.readString(file).strip()));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read: " + Values.reason(unreadable));
        }
    }

    private Secret variable(String name) {
        String value = environment.apply(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("there is no environment variable " + name);
        }
        return new Secret(value);
    }
}
