package dev.namestead.server.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the route of a request. A literal segment wins over a parameter. */
public final class Routes {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";
    private static final String WHOLE_SERVER = "*";

    /**
     * A template, taken apart once.
     *
     * @param names of the parameters, each at the place of its segment; empty where the segment is literal
     * @param parameters how many there are
     */
    private record Entry(Route route, List<String> segments, List<String> names, int parameters) {
        static Entry of(Route route) {
            List<String> segments = route.segments();
            List<String> names = segments.stream()
                    .map(segment -> segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : "")
                    .toList();
            int parameters =
                    (int) names.stream().filter(name -> !name.isEmpty()).count();
            return new Entry(route, segments, names, parameters);
        }

        boolean fits(List<String> path) {
            for (int i = 0; i < names.size(); i++) {
                String actual = path.get(i);
                boolean fits = names.get(i).isEmpty() ? actual.equals(segments.get(i)) : !actual.isEmpty();
                if (!fits) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> parametersIn(List<String> path) {
            Map<String, String> found = HashMap.newHashMap(parameters);
            for (int i = 0; i < names.size(); i++) {
                if (!names.get(i).isEmpty()) {
                    found.put(names.get(i), path.get(i));
                }
            }
            return found;
        }
    }

    private final List<Entry> entries;
    private final Map<Integer, List<Entry>> byLength;

    public Routes(List<Route> routes) {
        this.entries = routes.stream().map(Entry::of).toList();
        this.byLength = entries.stream()
                .collect(Collectors.groupingBy(entry -> entry.segments().size()));
    }

    /** What a path and a method lead to. */
    sealed interface Match {
        /** @param parameters by name, still percent-encoded */
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /**
         * Whoever asks is told what may be done here (RFC 9110, section 9.3.7).
         *
         * @param allowed as in the header Allow
         * @param template of the path
         */
        record Options(String allowed, String template) implements Match {}

        /**
         * @param allowed as in the header Allow
         * @param template of the path
         */
        record WrongMethod(String allowed, String template) implements Match {}

        record Nothing() implements Match {}
    }

    Match match(String method, String rawPath) {
        if (method.equals(OPTIONS) && rawPath.equals(WHOLE_SERVER)) {
            return new Match.Options(allowed(entries), WHOLE_SERVER);
        }
        List<String> segments = segments(rawPath);
        List<Entry> fitting = fitting(segments);
        // The same without its body (RFC 9110, section 9.3.2).
        String meant = method.equals(HEAD) ? GET : method;
        for (Entry entry : fitting) {
            if (entry.route().method().equals(meant)) {
                return new Match.Found(entry.route(), entry.parametersIn(segments));
            }
        }
        if (fitting.isEmpty()) {
            return new Match.Nothing();
        }
        String template = fitting.getFirst().route().template();
        return method.equals(OPTIONS)
                ? new Match.Options(allowed(fitting), template)
                : new Match.WrongMethod(allowed(fitting), template);
    }

    private static String allowed(List<Entry> entries) {
        TreeSet<String> allowed = new TreeSet<>(List.of(OPTIONS));
        for (Entry entry : entries) {
            allowed.add(entry.route().method());
            if (entry.route().method().equals(GET)) {
                allowed.add(HEAD);
            }
        }
        return String.join(", ", allowed);
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        int from = rawPath.startsWith("/") ? 1 : 0;
        for (int slash = rawPath.indexOf('/', from); slash >= 0; slash = rawPath.indexOf('/', from)) {
            segments.add(rawPath.substring(from, slash));
            from = slash + 1;
        }
        segments.add(rawPath.substring(from));
        return segments;
    }

    /** Those whose template fits best: with the fewest parameters. */
    private List<Entry> fitting(List<String> segments) {
        List<Entry> fitting = new ArrayList<>();
        int fewest = Integer.MAX_VALUE;
        for (Entry entry : byLength.getOrDefault(segments.size(), List.of())) {
            if (entry.parameters() <= fewest && entry.fits(segments)) {
                if (entry.parameters() < fewest) {
                    fitting.clear();
                    fewest = entry.parameters();
                }
                fitting.add(entry);
            }
        }
        return fitting;
    }

    /** All routes in the order in which they were given: the surface, for tests and for people. */
    public List<Route> all() {
        return entries.stream().map(Entry::route).toList();
    }
}
