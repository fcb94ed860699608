package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResultCode;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

    @Test
    void aCode_meansTheSameForAllQueries_andForAllTransforms() {
        rows().forEach(row -> {
            int code = Integer.parseInt(row[0]);
            for (Asked asked : Asked.values()) {
                boolean message = (code == 1300 || code == 1301) && (asked == Asked.POLL || asked == Asked.ACK);
                boolean begun = code == 1001 && asked == Asked.DELETE_DOMAIN;
                String expected = message || begun ? "DONE" : asked.transforms() ? row[2] : row[1];
                assertThat(ResultTable.of(code, asked))
                        .as("%d to %s", code, asked)
                        .hasToString(expected);
            }
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

    private static Stream<String[]> rows() {
        return TABLE.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\\s+"));
    }
}
