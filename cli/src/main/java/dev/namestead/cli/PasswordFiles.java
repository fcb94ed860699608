package dev.namestead.cli;

import dev.namestead.epp.client.PasswordVault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A password in a file and the next one in another; a third, empty one says that the next was offered. */
final class PasswordFiles implements PasswordVault {

    private final Path current;
    private final @Nullable Path next;

    /** @param next null where nothing is to change */
    PasswordFiles(Path current, @Nullable Path next) {
        this.current = current;
        this.next = next;
    }

    /** A password that cannot be changed from here. */
    static PasswordVault fixed(String password) {
        return new PasswordVault() {
            @Override
            public Passwords read() {
                return Passwords.of(password);
            }

            @Override
            public void write(Passwords passwords) {
                throw new IllegalStateException("this password is not ours to change");
            }
        };
    }

    @Override
    public Passwords read() {
        String present = text(current);
        if (next == null || text(next).equals(present)) {
            return Passwords.of(present);
        }
        return new Passwords(present, text(next), Files.exists(marker(next)));
    }

    @Override
    public void write(Passwords passwords) {
        if (next == null) {
            throw new IllegalStateException("there is no next password");
        }
        try {
            if (passwords.offered()) {
                sync(marker(next), "");
                return;
            }
            if (!passwords.current().equals(text(current))) {
                Path beside = current.resolveSibling(current.getFileName() + ".new");
                sync(beside, passwords.current() + "\n");
                Files.move(beside, current, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.deleteIfExists(marker(next));
        } catch (IOException e) {
            throw new RefusedException("passwords cannot be kept: " + e.getMessage());
        }
    }

    private static Path marker(Path next) {
        return next.resolveSibling(next.getFileName() + ".offered");
    }

    private static void sync(Path file, String text) throws IOException {
        VariablesFile.writeOwnersOnly(file, text);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty()) {
                throw new RefusedException("there is no password in " + file);
            }
            return text;
        } catch (IOException e) {
            throw new RefusedException("cannot read the password in " + file);
        }
    }
}
