package dev.namestead.cli;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.IssuedToken;
import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.account.TokenSummary;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code namestead token}: what opens accounts. */
@Command(
        name = "token",
        description = "Issues, revokes and lists API tokens.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "create",
            description = "Issues a token and prints it. It is shown this once and kept nowhere.",
            mixinStandardHelpOptions = true)
    int create(
            @Mixin ConfigurationOptions options,
            @Parameters(arity = "1..*", paramLabel = "ACCOUNT", description = "the accounts that it opens")
                    List<String> accounts,
            @Option(names = "--name", defaultValue = "token", description = "where it is used, for people") String name,
            @Option(names = "--read-only", description = "may change nothing and cost nothing") boolean readOnly,
            @Option(
                            names = "--expires-in",
                            paramLabel = "DURATION",
                            description = "such as P90D or PT12H; by default it does not expire")
                    @Nullable
                    Duration expiresIn) {
        NewToken wanted = new NewToken(
                ids(accounts),
                readOnly ? EnumSet.of(Scope.READ) : EnumSet.allOf(Scope.class),
                name,
                expiresIn == null ? null : Instant.now().plus(expiresIn));
        try (Operations operations = Operations.on(options.read())) {
            IssuedToken issued = operations.accounts().issueToken(operations.operator(), wanted);
            out().println(issued.token());
            spec.commandLine().getErr().println("token id " + issued.id() + ", to revoke it by");
        } catch (IllegalArgumentException noSuchAccount) {
            throw new RefusedException(String.valueOf(noSuchAccount.getMessage()));
        }
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Ends a token; effective everywhere within a second.",
            mixinStandardHelpOptions = true)
    int revoke(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "TOKEN-ID", description = "as list shows it") String tokenId) {
        try (Operations operations = Operations.on(options.read())) {
            if (!operations.accounts().revokeToken(operations.operator(), tokenId)) {
                throw new RefusedException("there is no token in force with the id " + tokenId);
            }
        }
        return 0;
    }

    @Command(name = "list", description = "Lists an account's tokens, oldest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = "its id") String account) {
        AccountId id = id(account);
        try (Operations operations = Operations.on(options.read())) {
            operations.accounts().tokens(id).forEach(token -> out().println(line(token)));
        }
        return 0;
    }

    private static String line(TokenSummary token) {
        String scopes = token.scopes().stream().map(Scope::text).sorted().collect(Collectors.joining("+"));
        String state = token.revokedAt() != null
                ? "revoked " + token.revokedAt()
                : token.expiresAt() != null ? "expires " + token.expiresAt() : "no expiry";
        return token.id() + "  " + scopes + "  " + token.createdAt() + "  " + state + "  " + token.name();
    }

    private static Set<AccountId> ids(List<String> accounts) {
        Set<AccountId> ids = new HashSet<>();
        accounts.forEach(account -> ids.add(id(account)));
        return ids;
    }

    /** @throws RefusedException it is no account id */
    static AccountId id(String account) {
        try {
            return new AccountId(account);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException(String.valueOf(malformed.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
