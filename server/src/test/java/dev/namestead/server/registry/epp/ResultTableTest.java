package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResultCode;
import dev.namestead.server.registry.epp.ResultTable.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code that a registry can answer, and some that it cannot. */
class ResultTableTest {

    private static final String TABLE = """
            # code query   transform
            1000   DONE    DONE
            1001   DONE    PENDING
            1300   LATER   UNKNOWN
            1301   LATER   UNKNOWN
            1500   LATER   UNKNOWN
            2000   POLICY  POLICY
            2001   POLICY  POLICY
            2002   SESSION SESSION
            2003   POLICY  POLICY
            2004   POLICY  POLICY
            2005   POLICY  POLICY
            2100   POLICY  POLICY
            2101   POLICY  POLICY
            2102   POLICY  POLICY
            2103   POLICY  POLICY
            2104   DEPOSIT DEPOSIT
            2105   STATUS  STATUS
            2106   STATUS  STATUS
            2200   SESSION SESSION
            2201   RIGHTS  RIGHTS
            2202   RIGHTS  RIGHTS
            2300   STATUS  STATUS
            2301   STATUS  STATUS
            2302   EXISTS  EXISTS
            2303   ABSENT  ABSENT
            2304   STATUS  STATUS
            2305   LINKED  LINKED
            2306   POLICY  POLICY
            2307   POLICY  POLICY
            2308   POLICY  POLICY
            2400   LATER   LATER
            2500   LATER   UNKNOWN
            2501   LATER   LATER
            2502   LATER   LATER
            0      LATER   UNKNOWN
            -1     LATER   UNKNOWN
            1234   LATER   UNKNOWN
            2099   POLICY  POLICY
            2499   POLICY  POLICY
            2503   LATER   UNKNOWN
            2999   LATER   UNKNOWN
            9999   LATER   UNKNOWN
            """;

    /** What the context changes: context, codes, outcome; in all other rows the outcome is as above. */
    private static final String CONTEXTS = """
            SEVERAL_NAMES 2004,2005,2306 SINGLES
            FEE_NAMED     2004,2306,2308 FEE
            HOST_OBJECT   2101,2102,2307 NO_OBJECTS
            """;

    @ParameterizedTest
    @EnumSource
    void everyCode_toEveryCommand_inEveryContext_meansWhatTheTableSays(Context context) {
        rows().forEach(row -> {
            int code = Integer.parseInt(row[0]);
            for (Asked asked : Asked.values()) {
                if (asked != Asked.LOGIN) {
                    String expected = changedBy(context, code).orElseGet(() -> plain(row, code, asked));
                    assertThat(ResultTable.of(code, asked, context))
                            .as("%d to %s, %s", code, asked, context)
                            .hasToString(expected);
                }
            }
        });
    }

    private static String plain(String[] row, int code, Asked asked) {
        boolean message = (code == 1300 || code == 1301) && (asked == Asked.POLL || asked == Asked.ACK);
        boolean begun = code == 1001 && asked == Asked.DELETE_DOMAIN;
        return message || begun ? "DONE" : asked.transforms() ? row[2] : row[1];
    }

    private static Optional<String> changedBy(Context context, int code) {
        return CONTEXTS.lines()
                .map(line -> line.split("\\s+"))
                .filter(row -> row[0].equals(context.name())
                        && List.of(row[1].split(",")).contains(Integer.toString(code)))
                .map(row -> row[2])
                .findFirst();
    }

    @Test
    void aLogin_isDone_orLaterOrRefused_andNothingElse() {
        rows().forEach(row -> {
            int code = Integer.parseInt(row[0]);
            ResultTable expected = switch (code) {
                case 1000 -> ResultTable.DONE;
                case 2400, 2500, 2502 -> ResultTable.LATER;
                default -> ResultTable.RIGHTS;
            };
            assertThat(ResultTable.of(code, Asked.LOGIN)).as("%d", code).isEqualTo(expected);
        });
    }

    @Test
    void theTable_hasEveryCodeOfTheRfc() {
        Set<Integer> listed = rows().map(row -> Integer.valueOf(row[0])).collect(Collectors.toSet());
        assertThat(listed)
                .containsAll(Arrays.stream(EppResultCode.values())
                        .map(EppResultCode::code)
                        .toList());
    }

    /** Nowhere else does the server look at a code: whatever a registry says is judged by the table. */
    @Test
    void noOtherClass_namesAResultCode() throws Exception {
        Path sources = Path.of("src/main/java/dev/namestead/server/registry");
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !EXCEPT.contains(file.getFileName().toString()))
                            .filter(ResultTableTest::namesACode)
                            .map(file -> file.getFileName().toString()))
                    .isEmpty();
        }
    }

    /** The table itself, and the two places that make an answer up which no registry has given. */
    private static final Set<String> EXCEPT = Set.of("ResultTable.java", "Caller.java");

    private static boolean namesACode(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.startsWith("*") && !line.startsWith("/"))
                    .anyMatch(line -> CODE.matcher(line).find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Pattern CODE = Pattern.compile("\\b(1001|130[01]|1500|2[0-5]0[0-8])\\b");

    private static Stream<String[]> rows() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\s+"));
    }
}
