package dev.namestead.epp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command with its extensions.
 *
 * @param clTrid our name for this transaction, 3 to 64 characters, unique for ever; a client always
 *     sends one, a server must live without
 */
public record EppCommand(
        CommandBody body,
        List<EppExtension> extensions,
        @Nullable String clTrid) implements EppMessage {

    public EppCommand {
        extensions = List.copyOf(extensions);
    }

    /** Without extensions. */
    public static EppCommand of(CommandBody body, String clTrid) {
        return new EppCommand(body, List.of(), clTrid);
    }

    /** The same with these extensions beside those that it has. */
    public EppCommand with(EppExtension... more) {
        List<EppExtension> all = new ArrayList<>(extensions);
        all.addAll(List.of(more));
        return new EppCommand(body, all, clTrid);
    }

    /** The first extension of that class. */
    public <E extends EppExtension> Optional<E> extension(Class<E> type) {
        return extensions.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
