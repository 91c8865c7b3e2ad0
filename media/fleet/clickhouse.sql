-- The collector makes otel.otel_logs and otel.otel_traces itself, and removes rows after its `ttl` (30 days). Sending is at
-- least once, so the views take each record once, by its id.

CREATE OR REPLACE VIEW otel.tagout_records AS
SELECT
    Timestamp,
    ResourceAttributes['host.name'] AS host,
    ResourceAttributes['user.name'] AS account,
    EventName AS event,
    SeverityText AS severity,
    Body AS text,
    LogAttributes['gen_ai.agent.name'] AS agent,
    LogAttributes['gen_ai.conversation.id'] AS session,
    LogAttributes['tagout.proposal.id'] AS act,
    LogAttributes['gen_ai.tool.name'] AS tool,
    LogAttributes['tagout.verdict'] AS verdict,
    LogAttributes['tagout.verdict.rule'] AS rule,
    LogAttributes['tagout.verdict.reversibility'] AS reversibility,
    LogAttributes['tagout.verdict.blast_radius'] AS blast_radius,
    LogAttributes['tagout.decision'] AS decision,
    LogAttributes['tagout.decision.by'] AS decided_by,
    LogAttributes['tagout.answer.by'] AS answered_by,
    toUInt64OrZero(LogAttributes['tagout.answer.dwell_ms']) AS dwell_ms,
    LogAttributes['tagout.gap.certainty'] AS gap,
    LogAttributes['tagout.workspace'] AS workspace,
    LogAttributes['tagout.record.chain'] AS chain,
    toUInt64OrZero(LogAttributes['tagout.record.seq']) AS seq,
    LogAttributes['log.record.uid'] AS uid,
    LogAttributes['tagout.record.prev'] AS prev,
    LogAttributes AS attributes
FROM otel.otel_logs
WHERE ServiceName = 'tagout'
LIMIT 1 BY LogAttributes['log.record.uid'];

CREATE OR REPLACE VIEW otel.tagout_spans AS
SELECT * FROM otel.otel_traces WHERE ServiceName = 'tagout' ORDER BY Timestamp DESC LIMIT 1 BY TraceId, SpanId;

-- Acts that ran without a decision, where and how many.
SELECT host, agent, count() AS gaps FROM otel.tagout_records WHERE gap = 'certain' AND Timestamp > now() - INTERVAL 7 DAY GROUP BY host, agent ORDER BY gaps DESC;

-- Rules that stop the most, and whether people then say yes without reading.
SELECT r.rule, countIf(a.decision = 'deny') AS refused, countIf(a.decision = 'allow' AND a.decided_by = 'person') AS approved, quantileIf(0.5)(w.dwell_ms, w.dwell_ms > 0) AS median_dwell_ms
FROM (SELECT act, rule FROM otel.tagout_records WHERE event = 'tagout.verdict' AND verdict != 'allow' AND Timestamp > now() - INTERVAL 30 DAY) AS r
LEFT JOIN (SELECT act, decision, decided_by FROM otel.tagout_records WHERE event = 'tagout.decision') AS a ON a.act = r.act
LEFT JOIN (SELECT act, dwell_ms FROM otel.tagout_records WHERE event = 'tagout.answer') AS w ON w.act = r.act
GROUP BY r.rule ORDER BY refused + approved DESC LIMIT 20;

-- Machines on which the guard was found off, and attempts to get round a freeze.
SELECT Timestamp, host, account, event, text FROM otel.tagout_records
WHERE (event = 'tagout.guard' AND attributes['tagout.guard.change'] = 'disarmed') OR attributes['tagout.retry.evasion'] = 'true' ORDER BY Timestamp DESC LIMIT 100;

-- What is missing: records whose predecessor never came, and what machines say they had to drop.
SELECT host, chain, seq, prev FROM otel.tagout_records WHERE seq > 1 AND prev NOT IN (SELECT uid FROM otel.tagout_records) ORDER BY chain, seq LIMIT 100;
SELECT Timestamp, host, text FROM otel.tagout_records WHERE event = 'tagout.export.gap' ORDER BY Timestamp DESC;
