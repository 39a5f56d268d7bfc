"""Writes ids.tsv: synthetic identifiers, valid ones and the same with one digit wrong.

    pip install python-stdnum==2.2 && python ids.py > ids.tsv

The oracle is python-stdnum where it knows the scheme, else a formula written down here on its own.
"""

import datetime
import random
import string

from stdnum import luhn, verhoeff
from stdnum.at import tin as at_tin, vnr as at_vnr
from stdnum.be import bis, eid, nn
from stdnum.bg import egn, pnf
from stdnum.ch import ssn
from stdnum.cy import vat as cy_vat
from stdnum.cz import rc
from stdnum.de import idnr
from stdnum.dk import cpr
from stdnum.ee import ik
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nif as fr_nif, nir
from stdnum.gb import nhs, utr
from stdnum.gr import amka, vat as gr_vat
from stdnum.hr import oib
from stdnum.ie import pps
from stdnum.is_ import kennitala
from stdnum.it import codicefiscale
from stdnum.lt import asmens
from stdnum.lv import pvn
from stdnum.nl import bsn
from stdnum.no import fodselsnummer
from stdnum.pl import nip, pesel
from stdnum.pt import cc, nif as pt_nif
from stdnum.ro import cnp
from stdnum.se import personnummer
from stdnum.si import ddv, emso

R = random.Random(20260101)
CASES = 20


def digits(n):
    return ''.join(R.choice(string.digits) for _ in range(n))


def birth():
    return datetime.date(1930, 1, 1) + datetime.timedelta(days=R.randrange(365 * 85))


def weighted(n, weights):
    return sum(int(a) * b for a, b in zip(n, weights))


def letter_codes(n):
    """Letters as two digits of their place in the alphabet."""
    return ''.join(c if c.isdigit() else '%02d' % (ord(c) - 64) for c in n)


def cross_sum(n, weights):
    return sum(sum(map(int, str(int(a) * b))) for a, b in zip(n, weights)) % 10


def rvnr(n):
    return cross_sum(letter_codes(n[:-1]), [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) == int(n[-1])


def kvnr(n):
    return cross_sum(letter_codes(n[:-1]), [1, 2] * 5) == int(n[-1])


def icao(n):
    return sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(n[:-1])) % 10 == int(n[-1])


def dowod(n):
    return sum(int(c, 36) * w for c, w in zip(n, (7, 3, 1, 9, 7, 3, 1, 7, 3))) % 10 == 0


def hu_person(n):
    new = (n[0] in '34') or n[1:3] >= '97'
    return weighted(n, range(10, 0, -1) if new else range(1, 11)) % 11 == int(n[10])


def hu_tax(n):
    return weighted(n, range(1, 10)) % 11 == int(n[9])


def taj(n):
    return weighted(n, [3, 7] * 4) % 10 == int(n[8])


def matricule(n):
    return luhn.is_valid(n[:12]) and verhoeff.is_valid(n[:11] + n[12])


def hu_prefix():
    b = birth()
    return ('12'[b.year % 2] if b.year < 2000 else '34'[b.year % 2]) + b.strftime('%y%m%d')


def be_prefix(month_plus):
    b = birth()
    return '%02d%02d%02d' % (b.year % 100, b.month + month_plus, b.day)


def baltic():
    b = birth()
    return str((3 if b.year < 2000 else 5) + R.randrange(2)) + b.strftime('%y%m%d')


def month_plus(table):
    b = birth()
    return '%02d%02d%02d' % (b.year % 100, b.month + table[b.year // 100], b.day)


def rc_prefix():
    b = datetime.date(1954, 1, 1) + datetime.timedelta(days=R.randrange(365 * 65))
    return '%02d%02d%02d' % (b.year % 100, b.month + R.choice((0, 50)), b.day)


def cf():
    b = birth()
    consonants, place = 'BCDFGLMNPRSTV', 'ABCDEFGHILM'
    name = ''.join(R.choice(consonants) for _ in range(6))
    return name + b.strftime('%y') + 'ABCDEHLMPRST'[b.month - 1] + '%02d' % (b.day + R.choice((0, 40))) + R.choice(place) + digits(3)


def letters(n, alphabet=string.ascii_uppercase):
    return ''.join(R.choice(alphabet) for _ in range(n))


def dates(fmt):
    return lambda: birth().strftime(fmt)


DE = 'CFGHJKLMNPRTVWXYZ0123456789'
# scheme: entity, prefix, digits behind it, letters behind those, oracle, layouts (None: as it is)
SCHEMES = {
    'at.vnr': ('national_id_at', lambda: digits(4) + birth().strftime('%d%m%y'), 0, '', at_vnr.is_valid, ['4 6', '4-6']),
    'at.tin': ('tax_id_at', lambda: '', 9, '', at_tin.is_valid, ['2-3/4', '2 3 4']),
    'be.nn': ('national_id_be', lambda: be_prefix(0), 5, '', nn.is_valid, ['2.2.2-3.2', '6 3 2']),
    'be.bis': ('national_id_be', lambda: be_prefix(R.choice((20, 40))), 5, '', bis.is_valid, ['2.2.2-3.2']),
    'be.eid': ('id_card_be', lambda: '59', 10, '', eid.is_valid, ['3-7-2']),
    'bg.egn': ('national_id_bg', lambda: month_plus({19: 0, 20: 40}), 4, '', egn.is_valid, []),
    'bg.pnf': ('national_id_bg', lambda: '', 10, '', pnf.is_valid, []),
    'ch.ssn': ('national_id_ch', lambda: '756', 10, '', ssn.is_valid, ['3.4.4.2', '3 4 4 2']),
    'cy.vat': ('tax_id_cy', lambda: '10' + digits(6), 0, string.ascii_uppercase, cy_vat.is_valid, []),
    'cz.rc': ('national_id_cz', rc_prefix, 4, '', rc.is_valid, ['6/4', '6 4']),
    'sk.rc': ('national_id_sk', rc_prefix, 4, '', rc.is_valid, ['6/4', '6 4']),
    'cz.dic': ('tax_id_cz', lambda: 'CZ' + rc_prefix(), 4, '', lambda n: rc.is_valid(n[2:]), []),
    'de.idnr': ('tax_id_de', lambda: '', 11, '', idnr.is_valid, ['2 3 3 3']),
    'de.rvnr': ('national_id_de', lambda: '15' + birth().strftime('%d%m%y') + letters(1), 3, '', rvnr, ['2 6 1 3']),
    'de.kvnr': ('health_id_de', lambda: letters(1), 9, '', kvnr, []),
    'de.doc': ('id_card_de', lambda: R.choice('LMNPRT') + letters(3, DE) + digits(5), 1, '', icao, []),
    'dk.cpr': ('national_id_dk', lambda: birth().strftime('%d%m%y'), 4, '', cpr.is_valid, ['6-4', '6 4']),
    'ee.ik': ('national_id_ee', baltic, 4, '', ik.is_valid, []),
    'es.dni': ('national_id_es', lambda: '', 8, dni.calc_check_digit and 'TRWAGMYFPDXBNJZSQVHLCKE', dni.is_valid, ['8-1', '2.3.3-1', '8 1']),
    'es.nie': ('national_id_es', lambda: R.choice('XYZ'), 7, 'TRWAGMYFPDXBNJZSQVHLCKE', nie.is_valid, ['1-7-1', '1 7 1']),
    'fi.hetu': ('national_id_fi', lambda: (lambda b: b.strftime('%d%m%y') + ('-' if b.year < 2000 else 'A'))(birth()), 3, '0123456789ABCDEFHJKLMNPRSTUVWXY', hetu.is_valid, []),
    'fr.nir': ('national_id_fr', lambda: R.choice('12') + birth().strftime('%y%m') + R.choice(['75', '13', '2A', '69', '33']), 8, '', nir.is_valid, ['1 2 2 2 3 3 2', '13 2']),
    'fr.nif': ('tax_id_fr', lambda: R.choice('0123'), 12, '', fr_nif.is_valid, ['2 2 3 3 3']),
    'gb.nhs': ('health_id_gb', lambda: R.choice('4679'), 9, '', nhs.is_valid, ['3 3 4', '3-3-4']),
    'gb.utr': ('tax_id_gb', lambda: '', 10, '', utr.is_valid, ['5 5']),
    'gr.amka': ('national_id_gr', dates('%d%m%y'), 5, '', amka.is_valid, []),
    'gr.vat': ('tax_id_gr', lambda: R.choice('01'), 8, '', gr_vat.is_valid, []),
    'hr.oib': ('national_id_hr', lambda: '', 11, '', oib.is_valid, []),
    'hu.szemelyi': ('national_id_hu', hu_prefix, 4, '', hu_person, ['1-6-4', '1 6 4']),
    'hu.ado': ('tax_id_hu', lambda: '8' + str(R.randrange(25000, 55000)), 4, '', hu_tax, []),
    'hu.taj': ('health_id_hu', lambda: R.choice('01'), 8, '', taj, ['3 3 3', '3-3-3']),
    'ie.pps': ('national_id_ie', lambda: '', 7, 'WABCDEFGHIJKLMNOPQRSTUV', pps.is_valid, []),
    'is.kennitala': ('national_id_is', lambda: (lambda b: b.strftime('%d%m%y'))(birth()), 4, '', kennitala.is_valid, ['6-4']),
    'it.codicefiscale': ('tax_id_it', cf, 0, string.ascii_uppercase, codicefiscale.is_valid, ['3 3 5 5']),
    'lt.asmens': ('national_id_lt', baltic, 4, '', asmens.is_valid, []),
    'lu.matricule': ('national_id_lu', dates('%Y%m%d'), 5, '', matricule, ['4 2 2 5']),
    'lv.pk': ('national_id_lv', lambda: (lambda b: b.strftime('%d%m%y') + ('1' if b.year < 2000 else '2'))(birth()), 4, '', pvn.is_valid, ['6-5']),
    'lv.pk32': ('national_id_lv', lambda: '32', 9, '', pvn.is_valid, ['6-5']),
    'nl.bsn': ('national_id_nl', lambda: R.choice('12'), 8, '', bsn.is_valid, ['4.2.3', '3 3 3']),
    'no.fnr': ('national_id_no', dates('%d%m%y'), 5, '', fodselsnummer.is_valid, ['6 5']),
    'pl.pesel': ('national_id_pl', lambda: month_plus({19: 0, 20: 20}), 5, '', pesel.is_valid, []),
    'pl.nip': ('tax_id_pl', lambda: R.choice('5678'), 9, '', nip.is_valid, ['3-3-2-2', '3 3 2 2']),
    'pl.dowod': ('id_card_pl', lambda: R.choice('ABCD') + letters(2), 6, '', dowod, ['3 6']),
    'pt.nif': ('tax_id_pt', lambda: R.choice('12'), 8, '', pt_nif.is_valid, ['3 3 3']),
    'pt.cc': ('id_card_pt', lambda: digits(9) + letters(2), 1, '', cc.is_valid, ['8 1 3']),
    'ro.cnp': ('national_id_ro', lambda: (lambda b: str((1 if b.year < 2000 else 5) + R.randrange(2)) + b.strftime('%y%m%d'))(birth()) + '%02d' % R.randrange(1, 41), 4, '', cnp.is_valid, []),
    'se.pnr': ('national_id_se', dates('%Y%m%d'), 4, '', lambda n: personnummer.is_valid(n), ['8-4']),
    'se.pnr10': ('national_id_se', dates('%y%m%d'), 4, '', lambda n: personnummer.is_valid(n), ['6-4']),
    'si.emso': ('national_id_si', lambda: (lambda b: b.strftime('%d%m') + str(b.year)[1:])(birth()) + '50', 4, '', emso.is_valid, []),
    'si.ddv': ('tax_id_si', lambda: '', 8, '', ddv.is_valid, []),
}


def make(row):
    _, prefix, count, alphabet, valid, _ = row
    while True:
        head = prefix() + digits(count)
        tails = [head + c for c in alphabet] if alphabet else [head]
        for n in tails:
            if valid(n):
                return n


def near_miss(n, row):
    while True:
        place = R.choice([i for i, c in enumerate(n) if c.isdigit()])
        wrong = n[:place] + R.choice([d for d in string.digits if d != n[place]]) + n[place + 1:]
        if not row[4](wrong):
            return wrong


def lay_out(n, layout):
    out, at, size = '', 0, ''
    for c in layout + '\0':
        if c.isdigit():
            size += c
            continue
        out, at, size = out + n[at:at + int(size)] + c, at + int(size), ''
    return out[:-1]


print('# scheme\tentity\tnumber\tone digit wrong; made by ids.py')
for name, row in SCHEMES.items():
    for i in range(CASES):
        n = make(row)
        wrong = near_miss(n, row) if name not in ('dk.cpr',) else ''
        layouts = [None] + row[5]
        layout = layouts[i % len(layouts)]
        if layout:
            n, wrong = lay_out(n, layout), lay_out(wrong, layout) if wrong else ''
        print(name, row[0], n, wrong, sep='\t')
