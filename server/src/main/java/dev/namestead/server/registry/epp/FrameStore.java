package dev.namestead.server.registry.epp;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registry.epp.DomainFrames.Frame;
import java.util.List;

/** The frames about names, as rows. */
final class FrameStore {

    void add(Tx tx, String registry, List<Frame> frames) {
        tx.sql()
                .sql("""
                        INSERT INTO registry_frame (domain_name, registry_id, at, business_at, direction, cl_trid, xml)
                        SELECT frame.name, :registry, frame.at, frame.at + (business_now() - now()), frame.direction,
                               frame.cl_trid, frame.xml
                        FROM unnest(:names, CAST(:ats AS timestamptz[]), :directions, :clTrids, :xmls)
                             WITH ORDINALITY AS frame (name, at, direction, cl_trid, xml, place)
                        ORDER BY frame.place
                        """)
                .param("registry", registry)
                .param(
                        "names",
                        Columns.textArray(frames.stream().map(Frame::name).toList()))
                .param(
                        "ats",
                        Columns.textArray(frames.stream()
                                .map(frame -> frame.at().toString())
                                .toList()))
                .param(
                        "directions",
                        Columns.textArray(frames.stream().map(Frame::direction).toList()))
                .param(
                        "clTrids",
                        Columns.textArray(frames.stream().map(Frame::clTrid).toList()))
                .param("xmls", Columns.textArray(frames.stream().map(Frame::xml).toList()))
                .update();
    }

    /** Forgets what is older; some at a time, so that nobody waits for it. */
    void forget(Tx tx, String registry, int days, int most) {
        tx.sql()
                .sql("""
                        DELETE FROM registry_frame WHERE (domain_name, number) IN (
                            SELECT domain_name, number FROM registry_frame
                            WHERE at < now() - :days * interval '1 day' AND registry_id = :registry
                            ORDER BY at LIMIT :most)
                        """)
                .param("days", days)
                .param("registry", registry)
                .param("most", most)
                .update();
    }
}
