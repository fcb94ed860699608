package dev.namestead.server.app.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is refused; the message has one line for each mistake, with its place. */
public final class ConfigurationException extends RuntimeException {

    private final transient List<ConfigurationProblem> problems;

    ConfigurationException(String file, List<ConfigurationProblem> problems) {
        super(problems.stream().map(problem -> problem.inFile(file)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the file. */
    public List<ConfigurationProblem> problems() {
        return problems;
    }
}
