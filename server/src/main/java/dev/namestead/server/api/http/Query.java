package dev.namestead.server.api.http;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The query of a request. Unknown parameters are ignored; each known one is read with its rule. */
public final class Query {
    private static final int MOST_PARAMETERS = 100;

    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    static Query parse(String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw.isEmpty()) {
            return new Query(values);
        }
        String[] pairs = raw.split("&", MOST_PARAMETERS + 2);
        if (pairs.length > MOST_PARAMETERS) {
            throw refused("The query has more than " + MOST_PARAMETERS + " parameters");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            values.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(decoded(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return new Query(values);
    }

    /** A text; empty where the parameter is absent or without value. */
    public Optional<String> text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        if (all.size() > 1) {
            throw refused(name + " must be given once");
        }
        return all.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /** A whole number. */
    public int integer(String name, int least, int most, int otherwise) {
        return text(name).map(text -> integer(name, text, least, most)).orElse(otherwise);
    }

    /** One of a few words. */
    public <T> T choice(String name, List<T> choices, Function<T, String> word, T otherwise) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        return choices.stream()
                .filter(choice -> word.apply(choice).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> refused(
                        name + " must be one of " + choices.stream().map(word).collect(Collectors.joining(", "))));
    }

    /** A list, either by commas or by repetition: the contract says the one, its clients do the other. */
    public List<String> list(String name, int most) {
        List<String> all = values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> List.of(value.split(",", -1)).stream())
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (all.size() > most) {
            throw refused(name + " must have at most " + most + " entries");
        }
        return all;
    }

    private static int integer(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // The same answer as for a number out of range: it tells what is expected.
        }
        throw refused(name + " must be an integer from " + least + " to " + most);
    }

    private static String decoded(String text) {
        return PercentCoding.ofQuery(text)
                .orElseThrow(
                        () -> refused("The query has a percent sign that is not followed by two hexadecimal digits"));
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Refusal.INVALID, message);
    }
}
