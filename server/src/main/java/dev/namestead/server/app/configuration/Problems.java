package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.ConfigurationProblem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All that is wrong with a configuration, gathered so that it can be told at once. */
final class Problems {

    private final List<ConfigurationProblem> found = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private final Set<String> keysAskedFor = new TreeSet<>();

    void add(Place place, String path, String message) {
        found.add(new ConfigurationProblem(place, path, message));
    }

    /** What is wrong with another file that this one names, in lines with their places. */
    void addElsewhere(String lines) {
        elsewhere.add(lines);
    }

    void askedFor(String path) {
        keysAskedFor.add(path.replaceAll("\\[\\d+]", ""));
    }

    /** Every key that the reading looked for, without positions in lists: what the reference file must name. */
    Set<String> keysAskedFor() {
        return keysAskedFor;
    }

    /** @throws ConfigurationException there are any */
    void throwIfAny(String file) {
        if (!found.isEmpty() || !elsewhere.isEmpty()) {
            throw new ConfigurationException(
                    file, found.stream().sorted(ConfigurationProblem.BY_PLACE).toList(), elsewhere);
        }
    }
}
