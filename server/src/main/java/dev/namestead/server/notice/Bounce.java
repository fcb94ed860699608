package dev.namestead.server.notice;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server reports of a mail of ours that it had accepted and could not deliver (RFC 3464).
 *
 * @param notice known by the Message-ID that the report shows
 * @param reason its status and what the last server said, such as {@code 5.1.1 smtp; 550 no such user}
 */
public record Bounce(UUID notice, String reason) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_REASON = 300;
    private static final Pattern OURS = Pattern.compile(
            "<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@.*", Pattern.CASE_INSENSITIVE);

    /** Empty for any other mail, a report of a delay or a success among them. */
    public static Optional<Bounce> read(InputStream mail) throws IOException {
        byte[] bytes = mail.readNBytes(MOST_BYTES);
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            return message.isMimeType("multipart/report")
                    ? read(new MimeMultipart(message.getDataHandler().getDataSource()))
                    : Optional.empty();
        } catch (MessagingException notAMail) {
            return Optional.empty();
        }
    }

    private static Optional<Bounce> read(MimeMultipart report) throws MessagingException, IOException {
        Optional<UUID> notice = Optional.empty();
        Optional<String> reason = Optional.empty();
        for (int i = 0; i < report.getCount(); i++) {
            BodyPart part = report.getBodyPart(i);
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                reason = failure(part.getInputStream());
            } else if (part.isMimeType("message/*") || part.isMimeType("text/rfc822-headers")) {
                notice = notice(new InternetHeaders(part.getInputStream(), true).getHeader("Message-ID", null));
            }
        }
        Optional<String> failed = reason;
        return notice.flatMap(id -> failed.map(why -> new Bounce(id, why)));
    }

    private static Optional<UUID> notice(@Nullable String messageId) {
        Matcher ours = OURS.matcher(messageId == null ? "" : messageId.strip());
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }

    /** One group of fields about the report, then one for each recipient; ours have one each. */
    private static Optional<String> failure(InputStream status) throws MessagingException, IOException {
        byte[] bytes = status.readAllBytes();
        var in = new ByteArrayInputStream(bytes);
        while (in.available() > 0) {
            InternetHeaders fields = new InternetHeaders(in, true);
            String action = fields.getHeader("Action", null);
            if (action != null && action.strip().toLowerCase(Locale.ROOT).equals("failed")) {
                return Optional.of(reason(fields));
            }
        }
        return Optional.empty();
    }

    private static String reason(InternetHeaders fields) {
        String status = fields.getHeader("Status", null);
        String said = fields.getHeader("Diagnostic-Code", null);
        String reason = ((status == null ? "" : status) + " " + (said == null ? "" : said))
                .replaceAll("\\s+", " ")
                .strip();
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    }
}
