package dev.namestead.server.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the route of a request. A literal segment wins over a parameter. */
public final class Routes {
    /** A template, taken apart once. */
    private record Entry(Route route, List<String> segments) {}

    private final List<Entry> entries;
    private final Map<Integer, List<Entry>> byLength;

    public Routes(List<Route> routes) {
        this.entries =
                routes.stream().map(route -> new Entry(route, route.segments())).toList();
        this.byLength = entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.segments().size()));
    }

    /** What a path and a method lead to. */
    sealed interface Match {
        /** @param parameters by name, still percent-encoded */
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /**
         * @param allowed the methods that the path has
         * @param template of the path
         */
        record WrongMethod(String allowed, String template) implements Match {}

        record Nothing() implements Match {}
    }

    Match match(String method, String rawPath) {
        List<String> segments =
                List.of(rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1));
        List<Match.Found> fitting = fitting(segments);
        for (Match.Found found : fitting) {
            if (found.route().method().equals(method)) {
                return found;
            }
        }
        if (fitting.isEmpty()) {
            return new Match.Nothing();
        }
        TreeSet<String> allowed = new TreeSet<>();
        fitting.forEach(found -> allowed.add(found.route().method()));
        return new Match.WrongMethod(
                String.join(", ", allowed), fitting.getFirst().route().template());
    }

    /** Those whose template fits best: with the fewest parameters. */
    private List<Match.Found> fitting(List<String> segments) {
        List<Match.Found> fitting = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (Entry entry : byLength.getOrDefault(segments.size(), List.of())) {
            Map<String, String> parameters = parameters(entry.segments(), segments);
            if (parameters != null && parameters.size() <= fewest) {
                if (parameters.size() < fewest) {
                    fitting.clear();
                    fewest = parameters.size();
                }
                fitting.add(new Match.Found(entry.route(), parameters));
            }
        }
        return fitting;
    }

    private static @Nullable Map<String, String> parameters(List<String> template, List<String> segments) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String expected = template.get(i);
            String actual = segments.get(i);
            if (expected.startsWith("{") && !actual.isEmpty()) {
                parameters.put(expected.substring(1, expected.length() - 1), actual);
            } else if (!expected.equals(actual)) {
                return null;
            }
        }
        return parameters;
    }

    /** All routes in the order in which they were given: the surface, for tests and for people. */
    public List<Route> all() {
        return entries.stream().map(Entry::route).toList();
    }
}
