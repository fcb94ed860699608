package dev.namestead.sandbox.testing;

import dev.namestead.sandbox.SandboxProgram;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The sandbox program as a child process, until it is killed. */
public final class SandboxMain {
    private SandboxMain() {}

    public static void main(String[] arguments) throws Exception {
        try (var registries = SandboxProgram.run(SandboxProgram.Arguments.in(Path.of(arguments[0])), System.out)) {
            System.out.println("ready " + registries.ids());
            new CountDownLatch(1).await();
        }
    }
}
