package dev.namestead.server.notice;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends by SMTP (RFC 5321) under total time limits. */
public final class SmtpMailer implements Mailer {
    private final Session session;
    private final String from;

    /**
     * @param user null where the server wants no login
     * @param startTls whether TLS is demanded before anything is said
     * @param bouncesTo who is told of mails that cannot be delivered (the envelope's sender, RFC 5321)
     */
    public SmtpMailer(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            String from,
            String bouncesTo,
            boolean startTls) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        properties.setProperty("mail.smtp.from", bouncesTo);
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.connectiontimeout", "10000");
        properties.setProperty("mail.smtp.timeout", "20000");
        properties.setProperty("mail.smtp.writetimeout", "20000");
        if (user != null) {
            properties.setProperty("mail.smtp.auth", "true");
        }
        this.from = from;
        this.session = Session.getInstance(
                properties,
                user == null
                        ? null
                        : new Authenticator() {
                            @Override
                            protected PasswordAuthentication getPasswordAuthentication() {
                                return new PasswordAuthentication(user, password);
                            }
                        });
    }

    @Override
    public Outcome send(WrittenNotice written) {
        Notice notice = written.notice();
        try {
            MimeMessage message =
                    new Numbered(session, "<" + written.id() + "@" + from.substring(from.indexOf('@') + 1) + ">");
            message.setFrom(new InternetAddress(from));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(notice.recipient(), true));
            message.setSubject(notice.title(), StandardCharsets.UTF_8.name());
            message.setContent(parts(notice));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("Content-Language", notice.language());
            Transport.send(message);
            return new Accepted();
        } catch (AddressException noAddress) {
            return new Refused("not a mail address");
        } catch (SendFailedException refused) {
            return permanently(refused) ? new Refused(reason(refused)) : new Later(reason(refused));
        } catch (MessagingException failure) {
            return new Later(reason(failure));
        }
    }

    /** Text first: readers show the last form that they can. */
    private static MimeMultipart parts(Notice notice) throws MessagingException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(notice.body(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(NoticePage.of(notice), StandardCharsets.UTF_8.name(), "html");
        return new MimeMultipart("alternative", text, html);
    }

    /** With an id of ours: a notice that is sent again, for its first answer was lost, is known as the same by whoever keeps both. */
    private static final class Numbered extends MimeMessage {
        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private static boolean permanently(MessagingException failure) {
        for (Exception cause = failure; cause instanceof MessagingException step; cause = step.getNextException()) {
            String text = String.valueOf(cause.getMessage()).strip();
            if (text.startsWith("5")) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Exception failure) {
        String text = String.valueOf(failure.getMessage()).strip();
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
