package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RegistryMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is counted of all that is said to a registry. */
class GaugeTest {

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> lookUps = new CopyOnWriteArrayList<>();

    /** Writes down what it hears. */
    private final class Listening implements RegistryMeter {
        @Override
        public Tally tally(String registryId, Asking asking) {
            String what = registryId + " " + asking.kind() + " " + asking.command() + " ";
            lookUps.add(what);
            return new Tally() {
                @Override
                public void answered(int code, Duration roundTrip) {
                    assertThat(roundTrip).isPositive();
                    heard.add(what + (code == OTHER_CODE ? "other" : code));
                }

                @Override
                public void unanswered() {
                    heard.add(what + "none");
                }
            };
        }

        @Override
        public void noSession(String registryId, String reason) {
            heard.add(registryId + " " + reason);
        }
    }

    @BeforeEach
    void listen() {
        ADAPTER.measuredBy(new Listening());
    }

    @Test
    void commands_areCountedWithTheirCodes_loginsIncluded() throws Exception {
        var registry = ADAPTER.answering(command -> command.body() instanceof DomainCommand.Check
                ? LoopbackAdapter.free(command)
                : LoopbackAdapter.failure(command, EppResultCode.OBJECT_EXISTS));

        registry.check(List.of(LoopbackAdapter.NAME), LoopbackAdapter.LONG);
        registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN);

        assertThat(heard)
                .containsExactly(
                        "test SESSION login 1000", "test QUERY domain:check 1000", "test TRANSFORM domain:create 2302");
    }

    @Test
    void commandWithoutAnAnswer_isCountedAsSuch() throws Exception {
        var registry = ADAPTER.answering(command -> null);

        registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN);

        assertThat(heard).containsExactly("test SESSION login 1000", "test TRANSFORM domain:create none");
    }

    /** A figure for each would be as many figures as a registry can make up codes. */
    @Test
    void codesThatNoRfcHas_areCountedAsOne() {
        var gauge = new Gauge("test", new Listening());
        EppCommand info = EppCommand.of(DomainCommand.Info.of("example.com"), "OUR-1");

        for (int code : new int[] {2304, 2601, 2602, 1_000_000}) {
            gauge.answered(info, code, Duration.ofMillis(1));
        }

        assertThat(heard)
                .containsExactly(
                        "test QUERY domain:info 2304",
                        "test QUERY domain:info other",
                        "test QUERY domain:info other",
                        "test QUERY domain:info other");
    }

    @Test
    void eachKindOfCommand_isLookedUpOnce() throws Exception {
        var registry = ADAPTER.answering(LoopbackAdapter::free);

        registry.check(List.of(LoopbackAdapter.NAME), LoopbackAdapter.LONG);
        registry.check(List.of(LoopbackAdapter.NAME), LoopbackAdapter.LONG);
        registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN);

        assertThat(lookUps)
                .containsExactly("test SESSION login ", "test QUERY domain:check ", "test TRANSFORM domain:create ");
    }

    @Test
    void refusedLogin_isCountedByCodeAndReason() throws Exception {
        ADAPTER.start((channel, command) ->
                channel.send(LoopbackRegistry.answer(command, EppResultCode.AUTHENTICATION_CLOSING)));
        var registry = ADAPTER.over(ADAPTER.settings("another"));

        registry.info(LoopbackAdapter.NAME);

        assertThat(heard).contains("test authentication", "test SESSION login 2501");
    }

    @Test
    void registryOutOfReach_isCountedByReason() throws Exception {
        ADAPTER.start((channel, command) -> {});
        var settings = ADAPTER.settings();
        ADAPTER.server().close();

        ADAPTER.over(settings).info(LoopbackAdapter.NAME);

        assertThat(heard).contains("test unreachable");
    }
}
