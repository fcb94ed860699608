package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents: every relative link leads somewhere, and the README begins with what everybody needs. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ +(.+)$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern FAULT = Pattern.compile("(?m)^\\| (\\d+) \\|");
    private static final Pattern BEHAVIOUR = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\| ([a-z, ]+) \\|$");
    private static final Pattern NUMBERED = Pattern.compile("void behaviour(\\d\\d)_");
    private static final Pattern TEST = Pattern.compile("`([A-Za-z]*)#([A-Za-z0-9_]+)`");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        collect(Workplace.root(), documents);
        return documents;
    }

    private static void collect(Path directory, List<Path> into) throws IOException {
        List<Path> entries;
        try (Stream<Path> children = Files.list(directory)) {
            entries = children.sorted().toList();
        }
        for (Path entry : entries) {
            if (Files.isDirectory(entry)
                    && !NOT_OURS.contains(entry.getFileName().toString())) {
                collect(entry, into);
            } else if (entry.getFileName().toString().endsWith(".md")) {
                into.add(entry);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLink_leadsSomewhere(Path document) throws IOException {
        String text = CODE.matcher(Files.readString(document)).replaceAll("");
        List<String> dead = LINK.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(document, link))
                .toList();
        assertThat(dead).as(document.toString()).isEmpty();
    }

    private static boolean leadsSomewhere(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || headings(target).contains(parts[1]);
    }

    /** The anchors that a Markdown renderer makes of headings. */
    private static Set<String> headings(Path document) {
        try {
            return HEADING.matcher(Files.readString(document))
                    .results()
                    .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                    .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void readme_beginsWithTheTwoCommands() throws IOException {
        List<String> lines = Files.readAllLines(Workplace.root().resolve("README.md"));

        assertThat(lines.getFirst()).isEqualTo("# Namestead");
        assertThat(lines.subList(1, 6))
                .anyMatch(line -> line.startsWith("./namestead serve"))
                .anyMatch(line -> line.startsWith("mvn verify"));
    }

    @Test
    void faults_haveOneRowEach() throws IOException {
        List<Integer> rows = FAULT.matcher(faults())
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();

        assertThat(rows)
                .isEqualTo(IntStream.concat(IntStream.rangeClosed(1, 36), IntStream.of(44, 45, 47, 48, 49, 51, 52))
                        .boxed()
                        .toList());
    }

    @Test
    void faults_nameTestsThatAreThere() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        String of = "";
        for (MatchResult test : TEST.matcher(faults()).results().toList()) {
            of = test.group(1).isEmpty() ? of : test.group(1);
            String method = test.group(2);
            if (!sources.getOrDefault(of, "").contains("void " + method + "(")) {
                missing.add(of + "#" + method);
            }
        }
        assertThat(missing).isEmpty();
    }

    /** A behaviour is shown where the table says so, and the table says where it is shown. */
    @Test
    void behaviours_ofRegistries_areThirty_andTestedWhereTheTableSays() throws IOException {
        String table = Files.readString(Workplace.root().resolve("docs/registry-behaviours.md"));
        Map<Integer, Set<String>> said = new TreeMap<>();
        for (MatchResult row : BEHAVIOUR.matcher(table).results().toList()) {
            said.put(Integer.valueOf(row.group(1)), Set.of(row.group(2).split(", ")));
        }
        Map<Integer, Set<String>> shown = new TreeMap<>();
        for (String module : List.of("epp", "server")) {
            testSources(module).values().stream()
                    .flatMap(source -> NUMBERED.matcher(source).results())
                    .forEach(test -> shown.computeIfAbsent(Integer.valueOf(test.group(1)), _ -> new HashSet<>())
                            .add(module));
        }
        assertThat(said.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
        assertThat(shown).isEqualTo(said);
    }

    private static String faults() throws IOException {
        return Files.readString(Workplace.root().resolve("docs/faults.md"));
    }

    /** By the name of the class. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : List.of("api", "epp", "sandbox", "server", "cli", "acceptance")) {
            testSources(module).forEach((name, source) -> sources.merge(name, source, String::concat));
        }
        return sources;
    }

    private static Map<String, String> testSources(String module) throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Workplace.root().resolve(module + "/src/test/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.merge(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
            }
        }
        return sources;
    }

    @Test
    void launcher_endsAProcessWithoutMemory() throws IOException {
        assertThat(Files.readString(Workplace.root().resolve("namestead"))).contains("-XX:+ExitOnOutOfMemoryError");
    }
}
