package dev.namestead.epp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program that uses this library gets to see. */
class PublicApiTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** Constants whose names are the words of the RFC, and constructors that records have anyway. */
    private static final String SPEAKS_FOR_ITSELF = "(public \\w+ \\{|[A-Z][A-Z0-9_]*(\\(.*\\))?[,;]?)";

    @Test
    void everythingPublic_isDocumented(@TempDir Path folder) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "-proc:none",
                    "-Xmaxwarns",
                    "10000",
                    "-Xdoclint:missing/public");
            compiler.getTask(
                            new StringWriter(),
                            files,
                            found,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(sources()))
                    .call();
        }
        assertThat(found.getDiagnostics())
                .as("the compiler says something")
                .anyMatch(each -> each.getMessage(Locale.ROOT).startsWith("no @param"));
        assertThat(found.getDiagnostics().stream()
                        .filter(each -> each.getMessage(Locale.ROOT).equals("no comment"))
                        .filter(each -> !line(each).matches(SPEAKS_FOR_ITSELF))
                        .map(each -> SOURCES.toUri().relativize(each.getSource().toUri()) + ":" + each.getLineNumber()
                                + " " + line(each)))
                .isEmpty();
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        try {
            return Files.readAllLines(Path.of(diagnostic.getSource().toUri()))
                    .get((int) diagnostic.getLineNumber() - 1)
                    .strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    @Test
    void nothingPublic_isMadeToBeInherited() throws Exception {
        Set<String> open = new TreeSet<>();
        for (Path source : sources()) {
            Class<?> type = Class.forName(SOURCES.relativize(source)
                    .toString()
                    .replaceFirst("\\.java$", "")
                    .replace('/', '.'));
            int modifiers = type.getModifiers();
            if (Modifier.isPublic(modifiers) && !type.isInterface() && !Modifier.isFinal(modifiers)) {
                open.add(type.getName());
            }
        }
        assertThat(open).isEmpty();
    }

    /** A record may be handed to anybody: what is in it stays as it was. */
    @Test
    void recordsOfMessages_keepNothingThatCanChange() throws Exception {
        Set<String> mutable = new TreeSet<>();
        for (Path source : sources()) {
            String name = SOURCES.relativize(source)
                    .toString()
                    .replaceFirst("\\.java$", "")
                    .replace('/', '.');
            for (Class<?> type : withInner(Class.forName(name))) {
                if (type.isRecord() && Modifier.isPublic(type.getModifiers())) {
                    for (var component : type.getRecordComponents()) {
                        if (component.getType().isArray()) {
                            mutable.add(type.getName() + "." + component.getName());
                        }
                    }
                }
            }
        }
        assertThat(mutable)
                .as("only the frame as it came, which nobody keeps")
                .containsExactly("dev.namestead.epp.client.EppSession$Answer.xml");
    }

    private static List<Class<?>> withInner(Class<?> type) {
        return Stream.concat(
                        Stream.of(type), Stream.of(type.getDeclaredClasses()).flatMap(each -> withInner(each).stream()))
                .toList();
    }
}
