package dev.namestead.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of shell variables, as {@code eval} would read it. */
record Variables(Map<String, String> all) {
    private static final Pattern LINE = Pattern.compile("(?:export )?([A-Z_]+)='?([^']*)'?");

    static Variables read(Path file) {
        try {
            var read = new HashMap<String, String>();
            for (String line : Files.readAllLines(file)) {
                var matcher = LINE.matcher(line.strip());
                if (matcher.matches()) {
                    read.put(matcher.group(1), matcher.group(2));
                }
            }
            return new Variables(Map.copyOf(read));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String name) {
        String value = all.get(name);
        if (value == null) {
            throw new AssertionError("there is no " + name + ", only " + all.keySet());
        }
        return value;
    }
}
