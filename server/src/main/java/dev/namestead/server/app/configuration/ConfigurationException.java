package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.ConfigurationProblem.Place;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration is refused; the message has one line for each mistake, with its place if it has one. */
public final class ConfigurationException extends RuntimeException {

    private final transient List<ConfigurationProblem> problems;

    /** @param elsewhere what is wrong with other files that this one names, in lines */
    ConfigurationException(String file, List<ConfigurationProblem> problems, List<String> elsewhere) {
        super(Stream.concat(problems.stream().map(problem -> problem.inFile(file)), elsewhere.stream())
                .collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    private ConfigurationException(String message, ConfigurationProblem problem) {
        super(message);
        this.problems = List.of(problem);
    }

    /** There is nothing to have a place in: the file itself cannot be read. */
    static ConfigurationException unreadable(String file, IOException why) {
        String message = "cannot be read: " + Values.reason(why);
        return new ConfigurationException(file + " " + message, new ConfigurationProblem(Place.START, "", message));
    }

    /** Those of the file itself, in its order. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
