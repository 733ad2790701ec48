"""Phrases of the trade that tell what part of a postmortem a sentence belongs to, in the notation of `pipeline.text.phrases`.

Each list is one sign; a section weighs the signs that a sentence gives.
"""

from pipeline.domain.statement import FactorCategory
from pipeline.text.phrases import PhraseBook


def _listed(phrases: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in phrases.split(",")]


CAUSE = {
    "cause_named": _listed("""
        root cause, the cause, cause found, caused by, cause is, cause was, the reason, reason is, reason was, culprit,
        turns out, turned out, because, bc, due to, that's why, explains, smoking gun, triggered by, the trigger, leads
        to, led to, resulted in, so every, so only, so neither, here is what, here's what, cause storage, confirmed it's
    """),
    "cause_found": _listed("""
        i see why, now i see, found it, got it, found the, here they are, here it is, here is, it's us, it is our, it's
        our, it is us, bingo, that is it, there it is, there's your, it tells us, pinned, mystery solved, i see it now,
        here is what i know, summary, for who was not, how it got, how it happened, where it comes from, this is how, the
        way it, it comes from, came from, what happened is, what happened :, so what happened
    """),
    "mechanism": _listed("""
        for the whole, is dead, is gone, leak~, expir~, exhaust~, is full, falls back, fell back, delet~, overrid~,
        overwrote, missing, held, holds, idle in transaction, out of maximum, limit, shared by, failed over, rotated,
        closed, misconfigured, default, crash~, corrupt~, overload~, deadlock~, never, drops, dropped, evict~, revoked,
        wrong, stopped, fault, lost, throttl~, unreachable, offline, only, reads, pointed at, points to, needs it, memory,
        oom, disk, password, certificate, credential, key is gone, keeps, blocked, rejects, refuses, print~, in plain
        text, in the clear, in the log, in the logs, in the build log, committed, public, readable, exposed, scope,
        allowed, echoes, echoed, debug, env, environment variable, masked, unmasked, world readable, copied, outdated, old
        version, wrong version, not renewed, renewal, points at, no longer, stale, race, loop, typo, mismatch, off by one,
        time zone, timezone
    """),
}
FACTORS = {
    "narrow_check": _listed("""
        only check~, only look~, only ask~, only test~, only gates, only verif~, once at start, never look~, never check~,
        doesn't check, does not check, no check, nothing check~, can't see it, not check~, validates against, checked the
        wrong, answers a ping, doesn't verify, not validated, no validation, goes by, only at start
    """),
    "default": _listed("""
        falls back, fell back, fall back, default, hard coded, hardcoded, compiled-in, override~ it, overrides it, latch~,
        hot reload, cached, runners cache, stale, template default
    """),
    "leftover": _listed("""
        never set back, never reset, was never, were never, never renewed, never cleaned, never evict~, still has, still
        had, still use~, old account, old config, old password, old address, old role, last year, keeps its, not adapted,
        nobody touched, from # from when, written when
    """),
    "shared_fate": _listed("""
        same stream, same queue, same pool, same database, same role, same host, one database, everything is in this one,
        single point, for all workers, for the whole, not per worker, shared by, also block~, same failure domain, in one
        role, can also
    """),
    "missing_guard": _listed("""
        no timeout, no limit, no cap, no fence, no fencing, no failover, no fallback, no standby, no undelete, versioning
        was off, versioning is off, no versioning, no breaker, no stages, no read-only, no cache, no retry, insufficient
        privilege, unbounded, without limit, skips fencing, skip~ .. fencing, inside of it, inside this transaction, has no
        check, no protection, no backoff, async
    """),
    "no_signal": _listed("""
        no alert, no page, page no, no pager, no route, route none, didn't page, did not page, not page, pager route,
        suppress~, archived, scrolled by, nothing alarms, no alarm, flapped, flaps, wrong machine, wrong host, wrong panel,
        threshold, is silly, no monitoring
    """),
    "test_gap": _listed("""
        not tested, never tested, untested, load test, load tested, soak, canary ran, canary was, staging has, staging had,
        staging runs, in staging since, staging has been, last rehearse~, never rehearsed, never really used, not exercised,
        no test, check~ passed, passed because, the same #, only in staging, tested with, small text
    """),
    "runbook_gap": _listed("""
        no runbook, runbook, not in the runbook, nobody had written, written down, out of date, outdated, not documented,
        undocumented, in the old wiki, labels are from, wiki says, retention doc, on paper
    """),
    "change_gap": _listed("""
        no stages for, only button, all at once, straight to, freeze, frozen, lock is on, lock covers, lock also,
        maintenance window, needs approval, requires approval, one approve, blocked by freeze, pipeline too, ci queue,
        schedule, schedule layer, rota layer, assumed, opened too fast, the cap is, fail on paper
    """),
    "open_action": _listed("""
        overdue, was due, open since, still open, not done, never done, done on paper, done but, blocked on, nobody
        unblocked, action open, only .. was done, from that page
    """),
    "unseen": _listed("""
        nobody saw, nobody looked, nobody noticed, no one noticed, no one saw, no one read~, nobody read~, mail nobody
        reads, nobody knew, didn't know, did not know, not aware, unaware, looked like, looked normal, was believable, would
        have guessed, who would notice, neither of us could see, nobody had, so nobody sees, not familiar, no one knew
    """),
    "ownership": _listed("""
        no owner, nobody owned, nobody owns, unowned, no assignee, an assignee, not our repo, belongs to, belong to, without
        a name, who owns, author has left, owner left
    """),
    "priorities": _listed("""
        lost against, out of the sprint, to save, save cost, cost thing, budget, no time, technical debt, tech debt,
        postponed, deferred, third time, second time, times the same, since forever, last time, happened before, same as pm,
        on how we, moved out, competing, every sprint
    """),
    "staffing": _listed("""
        only one, there's only, who has the other, parental leave, on leave, both austin, lapsed, re-certification,
        recertification, understaffed, short staffed, asleep, no way to wake, no way to reach, no way to page, no one to,
        voicemail, in our time zone, wrong direction
    """),
}
CATEGORIES = {
    "narrow_check": FactorCategory.TECHNICAL,
    "default": FactorCategory.TECHNICAL,
    "leftover": FactorCategory.TECHNICAL,
    "shared_fate": FactorCategory.TECHNICAL,
    "missing_guard": FactorCategory.TECHNICAL,
    "no_signal": FactorCategory.PROCESS,
    "test_gap": FactorCategory.PROCESS,
    "runbook_gap": FactorCategory.PROCESS,
    "change_gap": FactorCategory.PROCESS,
    "open_action": FactorCategory.PROCESS,
    "unseen": FactorCategory.PEOPLE,
    "ownership": FactorCategory.ORGANIZATIONAL,
    "priorities": FactorCategory.ORGANIZATIONAL,
    "staffing": FactorCategory.ORGANIZATIONAL,
}
GUARDS = {
    "technical_guard": _listed("""
        timeout, timeouts, limit, limits, cache, default, defaults, retry, retries, fallback, config, setting, flag, key,
        token, credential, secret, certificate, cert, expiry, expiration, ttl, pool, quota, replica, backup, backups, index,
        script, tool, job, field, validation, guard, scope, permission, permissions, role, mask, masking, redaction,
        version, library, parser, client, record, zone, lock, throttle, breaker, health check, switch, failover, template,
        form
    """),
    "process_guard": _listed("""
        test, tests, tested, staging, canary, soak, load test, runbook, review, reviewed, alert, alerts, page, pages, paged,
        monitoring, monitor, dashboard, panel, reminder, reminders, calendar, checklist, procedure, docs, documentation,
        wiki, freeze, approval, approved, schedule, rotation, drill, rehearsal, policy, ticket, tickets, change request,
        pipeline, ci, scan, scanner, audit, inventory, list, handover, plan, dry run, diff, step
    """),
    "people_guard": _listed("""
        knew, know, known, noticed, saw, seen, read, looked, understood, remember, remembered, assumed, thought, expected,
        aware, believed, trusted, heard, told
    """),
    "organization_guard": _listed("""
        owner, owns, owned, assigned, team, teams, budget, vendor, contract, on call, on-call, staff, sprint, quarter,
        priority, vacation, holiday, leave, weekend, night, backfill, hired, alone, single person, partner, supplier,
        director, manager
    """),
}
"""What keeps an incident from happening or growing; with a word of `NEGATIVE` or `LIMITING` beside it, it was not there."""
GUARD_CATEGORIES = {
    "technical_guard": FactorCategory.TECHNICAL,
    "process_guard": FactorCategory.PROCESS,
    "people_guard": FactorCategory.PEOPLE,
    "organization_guard": FactorCategory.ORGANIZATIONAL,
}
LIMITING = frozenset(
    _listed("""
        still, instead, old, outdated, manual, manually, silently, ignored, expired, forgotten, unused, hidden, anymore,
        yet, late, only, hardly, barely, wrong, another
    """)
)
NEGATIVE = frozenset(
    _listed("""
        can't, cannot, couldn't, didn't, doesn't, don't, isn't, missing, n't, neither, never, no, nobody, none, nor,
        not, nothing, only, wasn't, without, wrong
    """)
)
DETECTION = {
    "signal": _listed("""
        alert~, page, paged, pages, pager, warning, warn, monitor~, dashboard, dashboards, panel, panels, graph, graphs,
        threshold, alarm, alarms, check, checks, log lines, fired, forecast, graphs looked, rule
    """),
    "unheard": _listed("""
        no page, no pager, pager route, no route, no alert, suppress~, archived, flap~, nobody saw, nobody looked, nobody
        read~, no one read~, scrolled by, all green, all is green, is flat, flat as, resolves itself, resolved itself,
        resolved .. three times, wrong machine, wrong host, didn't show, did not show, doesn't show, no way to, can't see
        it, nothing alarms, looked like, looked normal, is cached, only reached, so only, shown, at # %, is silly, minutes
        before, min before, min after, not seen, no one reads, told us, nobody got, did nobody, to this channel's, goes to
        this
    """),
}
DELAY = {
    "held_up": _listed("""
        block~ by, is blocked, blocked because, blocks the, reject~ again, refus~, frozen, freeze, lock is on, incident
        lock, override, needs approval, requires approval, waiting for, wait~ for, voicemail, no ack, can't log in, can't
        vote, lapsed, hangs, queued, behind somebody, behind, runner died, insufficient privilege, login refused, it won't
        restore, not empty, sla # min, takes .. minutes, takes a while, access denied, pending deletion, cannot power off,
        failed with, asleep, cache freezes, only that many, rollback is rejected, revert is rejected, rollout rejected,
        rejected again
    """),
    "false_trail": _listed("""
        no change, no effect, no difference, didn't help, did not help, made it worse, made this worse, not the rebuild,
        ruled out, had it backwards, not the gateway, not the deploy, helped for, full again, again at, useless, nothing
        gets through, so not, not load, not them, not traffic, only helped, bandaid, looked like an outage
    """),
    "time_spent": _listed("""
        spent an hour, spent # min, cost us, we lost # min, an hour on, hours on, wasted, only after, minutes of,
        min of silence, would have answered, would have saved, speed is, is awful, throttle, slow because, don't know who,
        we don't know
    """),
}
WORKED = {
    "praise": _listed("""
        well caught, good catch, nice catch, good eye, glad, good that, saved us, well done, good call, great work, worked
        well, worked as, as designed, quickly, within minutes, what rehearsals are for, for not trusting, caught before, was
        caught, in time, before the promotion, paid off, thanks to, first good news, did the trick, that worked, good to
        cross, helped a lot, was fast, not touched, nothing was promoted, stopped before, no heroics, smooth, minutes before
        the, before customers
    """),
    "proof": _listed("""
        tested with, it does fire, # of # replayed, idempotent, rebuilt, no use from outside, reconciles, none lost, nothing
        started, still there, hash equals, # mismatches
    """),
}
IMPROVE = {
    "wish": _listed("""
        too fast, too early, same thing will happen, should have, would have saved, would have helped, would have answered,
        wish, is silly, too late, too slow, too long,
        not nice, nobody looked, no way to, hard to, confus~, unclear, cost us, spent an hour, could be better, didn't go,
        struggl~, late because, wrong by, is wrong by, still says, opened too fast, nothing to link, laughing at us, minutes
        of silence, in public, after the page, no template, still green in, was still open, page was open, nobody had
        written, still open since, no one told, weren't told, we all, not in slack, in the clear, nobody reads, better next
        time, looks at the wrong, noise
    """),
}
LESSON = {
    "learned": _listed("""
        lesson, lessons, learned, learnt, next time, takeaway, takeaways, showed that, shows that, showed us, teaches,
        taught, tells us, make it safe, is what .. are for, note to self, remember that, from now on, on how we, never
        again, good to know, we now know, the point is, is a different incident, it's theatre, only means, is bad, are
        worse, has to be, always
    """),
}
IMPACT = {
    "harmed": _listed("""
        fail~, reject~, lost, lose, missing, delay~, late, cancel~, affect~, drop~, twice, duplicate~, empty, timed out,
        time~ out, stuck, pending, missed, gone, unavailable, not open, can't, could not, couldn't, cannot, refused,
        wrong, overcharged, charged, exposed, leaked, down, not recoverable, not load, doesn't load, stood still, stand
        still, deleted, corrupt~, fewer, interrupted, buffering, broken, expired, skipped, out of stock, over, worst,
        blocked, unpaid, not paid, would have been, at risk, rolled to, moved to, unable, impact, impacted, degraded,
        outage, errors, slow, unserved, stopped, accessed, downloaded, read by, used by, abused, cloned, pulled by,
        copied, visible, in the open, still valid, readable by, wrongly, too much, too little, held back, late by,
        returned, bounced, rebooked, compensated, complained, waited, waiting, kicked out, logged out, denied, declined,
        unsent, undelivered, out of date, overwritten, offline, dark, seen by, opened by, used from, from outside,
        downloads of, accessed by, exfiltrated, impersonated, valid for, publicly
    """),
    "counted": _listed("""
        user, users, customer, customers, account, accounts, order, orders, booking, bookings, checkout, checkouts,
        attempts, request, requests, ticket, tickets, inquiries, enquiries, complaints, calls, chats, message, messages,
        mail, mails, email, emails, push, pushes, notifications, payment, payments, payouts, transfers, invoice, invoices,
        postings, transactions, writes, file, files, documents, uploads, downloads, patients, clinics, viewers, streams,
        sessions, searches, queries, records, events, jobs, builds, deliveries, shipments, parcels, merchants, tenants,
        partners, devices, sites, shops, stores, subscribers, logins, tokens, repositories, pipelines, deploys,
        containers, reefers, trips, rides, tours, appointments, students, employees, hospitals, views, pages, domains,
        zones, regions, % of, hubs, images, people, places, families, warehouses, buckets, digests, repos, repo, packages,
        artifacts, secrets, keys, credentials, logs, addresses, projects, hits, reads, copies, laptops, branches,
        stations, tables, backups, sms, alerts, prints, labels, tags, items, articles, listings, reservations, seats,
        tickets sold, claims, cases, letters, statements, cards, wallets, withdrawals, deposits, suppliers, drivers,
        riders, couriers, teams, countries, cities, certificates
    """),
    "unharmed": _listed("""
        none lost, nothing lost, nothing was lost, no data lost, no data loss, no loss, no customer impact, no user
        impact, no impact, # duplicates, nobody charged, no double, no writes lost, not affected, not touched, no data
        touched, are safe, is safe, not lost, no one was, nobody was, all rebuilt, all replayed, no use from outside,
        counts match, no evidence of, no duplicates, was not affected, never paused, none of those, still there, no
        mismatch, no customer, no customers, no user, no users, no traffic, nothing reached, never reached, never left,
        did not reach, unaffected, untouched, intact, no tickets, # tickets from, caught before, stopped before, still
        serving, no sign of use, no sign of, not used, no other use, nothing else, nobody outside, no one outside, no
        complaints, all accounted, nothing missing, all there, no money lost, nothing went out, nothing changed for
    """),
    "settled": _listed("""
        worst delay, worst was, at worst, peak, correct~, correction, final, exact, in total, total, confirmed, distinct,
        deduped, it's #, fixed : #, actually, for
        the record, so # stands, stands, count~, none of, not #
    """),
    "rough": _listed("""
        update #, summary #, eta, rough, roughly, about, around, first pass, so far, i think, maybe, probably, something
        like, guess, approx, ~, at
        least, sanity check, first count, and counting, new
    """),
}
OPEN = {
    "undecided": _listed("""
        not given, no figure, no decision, not clear yet, not decided, undecided, no answer, don't have the answer, open
        point, open question, nobody knows, unknown, no number, hasn't given, not known, no position, not been made,
        hasn't been made, can't see, to be decided, tbd, don't know yet, i have nothing, let me ask, ask whether, asks
        what, asked if, not confirmed, still nobody, end of month, do they get, who decides, parking it, parked, for the
        review, is still with, priced, price it, i'd like legal, whether we, anybody mind, should be corrected, status
        page still, do we want
    """),
    "money": _listed("""
        revenue, finance, cost it, what it cost, euros, dollars, sla, credits, credit note, service credit, service credits,
        voucher, vouchers, make-good, compensation, refund, refunds, penalty, penalties, cost us, money
    """),
}
AFTERTHOUGHT = {
    "for_the_record": _listed("""
        for the write-up, for the writeup, for the write up, note for, retro notes, for the rca, for the record, for pm, for
        the postmortem, for whoever writes, writes it up, for the review, for completeness, for the log, why it, and why,
        late thought, the bundle check said, git blame
    """),
}
ABOUT = {
    "about_communication": _listed("""
        status page, statuspage, customers, customer, support, macro, told, tell, channel, announce~, communicat~, public,
        post, legal, wording, comms, silence, update
    """),
    "about_process": _listed("""
        runbook, review, rehears~, drill, freeze, approval, ticket, tickets, action, actions, track, owner, on-call, rota,
        schedule, test~, canary, rollout, process, page, alert, retro, checklist, on how we, stages, postmortem
    """),
}
BOOK = PhraseBook(CAUSE | FACTORS | GUARDS | DETECTION | DELAY | WORKED | IMPROVE | LESSON | IMPACT | OPEN | AFTERTHOUGHT | ABOUT)
