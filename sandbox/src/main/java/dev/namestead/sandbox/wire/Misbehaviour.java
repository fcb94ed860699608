package dev.namestead.sandbox.wire;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.sandbox.fault.Fault;
import dev.namestead.sandbox.fault.FaultTarget;
import dev.namestead.sandbox.fault.ServiceLevel;
import dev.namestead.sandbox.registry.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/** Answers a command in the way that a fault asks for. Each method says whether the session goes on. */
final class Misbehaviour {
    private static final int OVERSIZE = 2_000_000;
    private static final byte[] GARBAGE = "\u0000<epp><<not XML".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MALFORMED =
            "<?xml version=\"1.0\"?><epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response><result/></response></epp>"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] ENTITY =
            ("<?xml version=\"1.0\"?><!DOCTYPE epp [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>"
                            + "<epp xmlns=\"urn:ietf:params:xml:ns:epp-1.0\"><response><result code=\"1000\"><msg>&file;</msg>"
                            + "</result><trID><svTRID>X</svTRID></trID></response></epp>")
                    .getBytes(StandardCharsets.UTF_8);

    private final Session session;
    private final EppServerChannel channel;
    private final EppCodec codec = EppCodec.standard();

    Misbehaviour(Session session, EppServerChannel channel) {
        this.session = session;
        this.channel = channel;
    }

    boolean answer(Fault fault, FaultTarget target, EppCommand command, String svTrid) throws IOException {
        return switch (fault.spec().action()) {
            case DROP_BEFORE -> cut();
            case DROP_AFTER_COMMIT -> {
                session.execute(command, svTrid);
                yield cut();
            }
            case CUT -> cutInside(fault, command, svTrid);
            case DELAY -> late(delay(fault), command, svTrid);
            case LATENCY -> {
                double scale = Objects.requireNonNullElse(fault.spec().scale(), 1.0);
                yield late(ServiceLevel.draw(target, fault.lots(), scale), command, svTrid);
            }
            case LATE_COMMIT -> {
                session.executeLater(command, svTrid, delay(fault));
                yield cut();
            }
            case RESULT, LIMIT -> refuse(fault, command, svTrid);
            case CLOSE -> {
                session.deliver(session.execute(command, svTrid), command, svTrid);
                yield false;
            }
            case GARBAGE -> nonsense(GARBAGE, command, svTrid);
            case MALFORMED -> nonsense(MALFORMED, command, svTrid);
            case ENTITY -> nonsense(ENTITY, command, svTrid);
            case OVERSIZED -> oversized(fault, command, svTrid);
            case WRONG_ID -> {
                Answer answer = session.execute(command, svTrid);
                yield answer != null && session.send(answer.response("NOBODYS-" + svTrid, svTrid));
            }
            case WRONG_OBJECT -> {
                Answer answer = session.execute(command, svTrid);
                yield answer != null && session.send(WrongObjects.in(answer.response(command.clTrid(), svTrid)));
            }
            case SHUFFLE -> session.deliver(session.executeShuffled(command, svTrid, fault.lots()), command, svTrid);
            case REPEAT -> session.deliver(session.executeRepeated(command, svTrid), command, svTrid);
        };
    }

    private boolean cut() throws IOException {
        channel.abort();
        return false;
    }

    /** The header of the frame counts among its bytes (RFC 5734 section 4). */
    private boolean cutInside(Fault fault, EppCommand command, String svTrid) throws IOException {
        Answer answer = session.execute(command, svTrid);
        if (answer == null) {
            return cut();
        }
        byte[] xml = codec.encode(answer.response(command.clTrid(), svTrid));
        byte[] frame = ByteBuffer.allocate(4 + xml.length)
                .putInt(4 + xml.length)
                .put(xml)
                .array();
        Integer asked = fault.spec().bytes();
        int kept = asked == null ? fault.lots().nextInt(frame.length) : Math.min(asked, frame.length - 1);
        channel.sendBytes(Arrays.copyOf(frame, kept));
        channel.close(); // in an orderly way, or what was sent might be lost with the rest
        return false;
    }

    private boolean late(Duration delay, EppCommand command, String svTrid) throws IOException {
        Answer answer = session.execute(command, svTrid);
        Session.sleep(delay);
        return session.deliver(answer, command, svTrid);
    }

    private boolean refuse(Fault fault, EppCommand command, String svTrid) throws IOException {
        Integer code = fault.spec().code();
        return code == null ? cut() : session.send(result(code).response(command.clTrid(), svTrid));
    }

    private static Answer result(int code) {
        return Answer.of(EppResultCode.of(code).orElse(EppResultCode.COMMAND_FAILED));
    }

    private boolean nonsense(byte[] xml, EppCommand command, String svTrid) throws IOException {
        session.execute(command, svTrid);
        channel.sendXml(xml);
        return true;
    }

    private boolean oversized(Fault fault, EppCommand command, String svTrid) throws IOException {
        Answer answer = session.execute(command, svTrid);
        if (answer == null) {
            return cut();
        }
        EppResponse response = answer.response(command.clTrid(), svTrid);
        byte[] xml = codec.encode(response);
        int size = Objects.requireNonNullElse(fault.spec().bytes(), OVERSIZE);
        var padded = new ByteArrayOutputStream(Math.max(size, xml.length));
        padded.writeBytes(xml);
        byte[] blank = new byte[Math.max(0, size - xml.length)];
        Arrays.fill(blank, (byte) ' ');
        padded.writeBytes(blank);
        channel.sendXml(padded.toByteArray());
        return !response.endsSession();
    }

    private static Duration delay(Fault fault) {
        return Duration.ofMillis(Objects.requireNonNullElse(fault.spec().millis(), 0L));
    }
}
