package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.ConfigurationProblem.Place;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration is refused; the message has one line for each mistake, with its place if it has one. */
public final class ConfigurationException extends RuntimeException {

    private final transient List<ConfigurationProblem> problems;

    ConfigurationException(String file, List<ConfigurationProblem> problems) {
        super(problems.stream().map(problem -> problem.inFile(file)).collect(Collectors.joining("\n")));
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

    /** In the order of the file. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
