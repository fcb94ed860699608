package dev.namestead.server.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commented file that operators read is held against what the server really reads. */
final class ReferenceFileTest {

    private static final Pattern COMMENTED_KEY = Pattern.compile("(?m)^( *)#(?=[a-z-])");

    @TempDir
    Path directory;

    @Test
    void theFileAsItIs_holdsTheDefaults() throws IOException {
        Configuration empty = ConfigurationReader.read("", "empty", directory);
        assertThat(ConfigurationReader.read(reference(), "reference", directory))
                .isEqualTo(empty);
    }

    @Test
    void everyExampleInTheFile_isValid() throws IOException {
        Problems problems = new Problems();
        readWithExamples(problems);
        problems.throwIfAny("reference");
    }

    @Test
    void theFileNamesEveryKeyThatIsRead_andNoOther() throws IOException {
        Problems problems = new Problems();
        readWithExamples(problems);
        Set<String> documented = new TreeSet<>();
        collect(YamlTree.read(withExamples(), new Problems()), "", documented);
        Set<String> read = new TreeSet<>(problems.keysAskedFor());
        // A secret is documented in one of its three forms.
        documented.forEach(key -> {
            String plain = key.replaceAll("_(file|env)$", "");
            if (key.matches(".*(password|token)(_file|_env)?")) {
                read.removeAll(Set.of(plain, plain + "_file", plain + "_env"));
                read.add(key);
            }
        });
        assertThat(documented).isEqualTo(read);
    }

    @Test
    void everyKeyHasACommentBeforeItOrBesideIt() throws IOException {
        String[] lines = reference().split("\n");
        for (int i = 0; i < lines.length; i++) {
            boolean opensABlock = lines[i].matches("[a-z_]+:.*");
            if (opensABlock) {
                String above = lines[Math.max(0, i - 1)];
                String below = lines[Math.min(lines.length - 1, i + 1)];
                assertThat(above + below)
                        .as("comment at line %d: %s", i + 1, lines[i])
                        .containsPattern("# ");
            }
        }
    }

    private void readWithExamples(Problems problems) throws IOException {
        ConfigurationReader.read(withExamples(), directory, name -> "from the environment", problems);
    }

    private String withExamples() throws IOException {
        Path file = directory.resolve("file");
        // A secret, a catalog without changes: whatever the key wants.
        Files.writeString(file, "# content");
        return COMMENTED_KEY.matcher(reference()).replaceAll("$1").replaceAll("/etc/namestead/\\S+", file.toString());
    }

    private static String reference() throws IOException {
        try (InputStream in = Configuration.class.getResourceAsStream("/namestead-reference.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void collect(YamlNode node, String path, Set<String> keys) {
        switch (node) {
            case YamlNode.Mapping mapping ->
                mapping.entries().forEach((key, entry) -> {
                    String below = path.isEmpty() ? key : path + "." + key;
                    keys.add(below);
                    collect(entry.value(), below, keys);
                });
            case YamlNode.Items items -> items.values().forEach(item -> collect(item, path, keys));
            case YamlNode.Scalar scalar -> {}
            case YamlNode.Nothing nothing -> {}
        }
    }
}
