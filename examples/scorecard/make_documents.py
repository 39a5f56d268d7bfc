"""Writes values-documents.tsv and XX-documents.tsv: documents and plates that have no checksum, by country.

Shapes are those of the Council's register of travel documents (PRADO), of national rules on driving licences and of the
countries' rules on plates; where several generations are in use, several stand here. Numbers are random.

    python3 examples/scorecard/make_documents.py
"""

import random
import string
from pathlib import Path

HERE = Path(__file__).parent
random.seed(20251127)
VALUES = 16

# L letter, 9 digit, X letter or digit, anything else itself; after ! a character that would be one of those.
SHAPES = {
    "at": dict(passport="!U9999999 !P9999999", id_card="!P!A9999999 9999999", driving_licence="99999999", residence_permit="!A99999999 LL9999999", licence_plate="!W-99999!B !G_999!A!B !L!L_99!X!Y"),
    "be": dict(passport="!E!H999999 !G!A999999", id_card="591-9999999-99 592999999999", driving_licence="9999999999", residence_permit="!B999999999 !B9999999_99", licence_plate="1-LLL-999 2-LLL-999"),
    "bg": dict(passport="38999999 389999999", id_card="649999999 !A!A9999999", driving_licence="289999999", residence_permit="999999999", licence_plate="!C!A_9999_!X!M !P!B9999!T!K"),
    "ch": dict(passport="!X9999999 !X9!A9!B9!C9", id_card="!S9999999 !E9999999", driving_licence="009999999999", residence_permit="!Z!F9999999 LL9999999", licence_plate="!Z!H_999999 !B!E_99999 !V!D-999999"),
    "cy": dict(passport="!K00999999 !L00999999", id_card="0000999999 999999", residence_permit="LL9999999", licence_plate="LLL_999"),
    "cz": dict(passport="49999999 39999999", id_card="209999999 119999999", driving_licence="!E!B_999999 !E!J999999", residence_permit="LL999999 000999999", licence_plate="1!A2_9999 3!B4_9999 5!T9_9999"),
    "de": dict(passport="!C9!F!H9!K!L99 !C!01!X00!T47", driving_licence="!B072!R!R!E2!I55 !J9999999999 !K99!A!B99!X99", residence_permit="!Y9999999!K !Y!Z9999999", licence_plate="!B-!M!W_9999 !M-LL_999 !K!A-LL_99 !H!H_LL_9999"),
    "dk": dict(passport="299999999", driving_licence="99999999", residence_permit="LL9999999 999999999", licence_plate="LL_99_999 LL99999"),
    "ee": dict(passport="!K!B9999999 !K9999999", id_card="!A!A9999999 !A!S9999999", driving_licence="!E!T999999 !E!R999999", residence_permit="!B!B9999999", licence_plate="999_LLL 999LLL"),
    "es": dict(passport="!P!A!A999999 !X!D!D999999", id_card="!B!A!A999999 !C!H!B999999", residence_permit="!E99999999", licence_plate="9999_!B!C!D 9999!L!K!M 9999-!H!J!P"),
    "fi": dict(passport="!F!P9999999 !P!K9999999", id_card="!X!A9999999 999999999", residence_permit="LL9999999", licence_plate="LLL-999 LL-99"),
    "fr": dict(passport="99!A!B99999 14!C!V99999", id_card="!X4!R!T!B!P!F!W4 060693499999", driving_licence="999999999999 15!A!A99999", residence_permit="9999999999 LL9999999", licence_plate="LL-999-LL LL999LL LL_999_LL"),
    "gb": dict(passport="599999999 199999999", driving_licence="!M!O!R!G!A657054!S!M9!I!J !S!M!I!T!H802207!J99!B!C !J!O!N!E!S711128!A!B9!C!D", residence_permit="!Z!U9999999 !R!M9999999", licence_plate="LL19_LLL LL22LLL"),
    "gr": dict(passport="!A!E9999999 !A!T9999999", id_card="!A!K_999999 !A!N999999", driving_licence="299999999", residence_permit="LL9999999", licence_plate="!Z!K!A-9999 !I!X!E_9999 !N!I!P9999"),
    "hr": dict(passport="999999999", id_card="119999999", driving_licence="99999999", residence_permit="LL9999999", licence_plate="!Z!G_9999-LL !S!T-999-LL !R!I_999-LL"),
    "hu": dict(passport="!B!A9999999 !B!H9999999", id_card="999999!A!E 999999!S!A", driving_licence="!C!A999999 !C!R999999", residence_permit="000999999 LL9999999", licence_plate="LLL-999 !A!A_!B!C-999"),
    "ie": dict(passport="!P!A9999999 !L!B9999999", driving_licence="999999999", residence_permit="LL9999999", licence_plate="171-!D-99999 12-!C-9999 241-!G-999"),
    "is": dict(passport="!A9999999", driving_licence="99999999", residence_permit="LL9999999", licence_plate="LL_999 LL_L99"),
    "it": dict(passport="!Y!A9999999 !Y!B9999999", id_card="!C!A99999LL !A!S9999999", driving_licence="!U1!X99999!A!B !R!M9999999!K", residence_permit="!I99999999 !I0!1999!A!A", licence_plate="LL_999_LL LL999LL"),
    "li": dict(passport="!R99999", licence_plate="!F!L_99999 !F!L-9999"),
    "lt": dict(passport="29999999", id_card="19999999", driving_licence="99999999", residence_permit="!L!T9999999 LL9999999", licence_plate="LLL_999 LLL:999"),
    "lu": dict(passport="!J!C!U9!J4!T2 !J9!A!B9!C9!D", id_card="!I!T1!Y02!V!J!T 9!A!B!C99!D9!E", driving_licence="999999", residence_permit="LL9999999", licence_plate="LL_9999 LL9999"),
    "lv": dict(passport="!L!V9999999", id_card="!P!A9999999", driving_licence="LL999999", residence_permit="LL9999999", licence_plate="LL-9999 LL9999"),
    "mt": dict(passport="1999999", residence_permit="!M!T9999999 LL9999999", licence_plate="LLL_999"),
    "nl": dict(passport="!N!X!F!K3!B4!C5 !N!S9!A!B!C9!D9", id_card="!I!X9!K!J!P9!L9 !I!R!D9!C9!F99", driving_licence="5999999999", residence_permit="LL9999999", licence_plate="99-LLL-9 LL-999-L L-999-LL"),
    "no": dict(passport="29999999 !F!H!C999999", id_card="!C!C!C999999", driving_licence="69_05_999999_9 69059999999", residence_permit="LL9999999", licence_plate="LL_99999 LL99999"),
    "pl": dict(passport="!E!A9999999 !E!R_9999999", driving_licence="99999/12/1206 99999/09/0264", residence_permit="!R!R9999999 !S!X9999999", licence_plate="!W!A_99999 !K!R_9!A!B99 !W!X9999!K"),
    "pt": dict(passport="!C!A999999 !P999999", driving_licence="!L-9999999_9 !P-999999_9", residence_permit="LL9999999", licence_plate="!A!A-99-LL 99-LL-99"),
    "ro": dict(passport="059999999 99999999", id_card="!R!X_999999 !X!B999999 !Z!C_999999", driving_licence="!B00999999!P !C00999999!V", residence_permit="999999 LL9999999", licence_plate="!B_999_LLL !C!J_99_LLL !T!M-99-LLL"),
    "se": dict(passport="99999999 !A!A9999999", id_card="99999999", residence_permit="LL9999999 999999999", licence_plate="LLL_999 LLL99!A LLL999"),
    "si": dict(passport="!P!B9999999", id_card="009999999 !I!E9999999", driving_licence="009999999", residence_permit="LL9999999", licence_plate="!L!J_LL-999 !M!B-999-LL !K!R_L9-999"),
    "sk": dict(passport="!B!A9999999", id_card="!E!A999999 !H!P999999", residence_permit="!M!A999999 LL9999999", licence_plate="!B!A-999LL !K!E_999LL"),
}

# Words of the sentences: the country's languages; `{v}` is the number. `other`: the same number as something else.
TEXTS = {
    "en": dict(
        passport=["Passport number: {v}", "my passport got stolen in Rome, the number was {v}", "Please book the visa for the traveller, passport no. {v}, valid until 2031."],
        id_card=["ID card number: {v}", "the number on my national identity card is {v}", "Identity card no. {v}, issued in 2021"],
        driving_licence=["Driving licence number: {v}", "her driver's license {v} expires next month", "Rental agreement: driving licence no. {v}, category B"],
        residence_permit=["Residence permit number: {v}", "my residence card {v} is about to expire, what do I do?", "Permit of residence no. {v}"],
        licence_plate=["Number plate: {v}", "the car with registration {v} is parked in front of my garage", "licence plate {v}, blue estate car"],
        other=["Order number: {v}", "the part number on the box is {v}", "Booking reference {v}, two nights", "Model {v} is out of stock", "invoice no. {v} has not been paid"]),
    "de": dict(
        passport=["Reisepassnummer: {v}", "mein Reisepass mit der Nummer {v} läuft im Mai ab", "Bitte trag die Passnummer {v} in den Visumantrag ein."],
        id_card=["Personalausweisnummer: {v}", "mein Personalausweis hat die Nummer {v}", "Ausweis-Nr. {v}, ausgestellt 2021"],
        driving_licence=["Führerscheinnummer: {v}", "mein Führerschein {v} ist weg, was tun?", "Mietvertrag: Führerschein-Nr. {v}, Klasse B"],
        residence_permit=["Aufenthaltstitel Nr. {v}", "die Nummer meiner Aufenthaltserlaubnis ist {v}", "Aufenthaltskarte {v}, gültig bis 2027"],
        licence_plate=["Kennzeichen: {v}", "der Wagen mit dem Kennzeichen {v} steht in meiner Einfahrt", "Unfallgegner: blauer Kombi, amtl. Kennzeichen {v}"],
        other=["Bestellnummer: {v}", "die Artikelnummer auf dem Karton ist {v}", "Rechnung Nr. {v} ist noch offen", "Typ {v} ist nicht lieferbar"]),
    "fr": dict(
        passport=["Numéro de passeport : {v}", "on m'a volé mon passeport, le numéro était {v}", "Passeport n° {v}, valable jusqu'en 2031"],
        id_card=["Numéro de carte d'identité : {v}", "ma carte nationale d'identité porte le numéro {v}", "CNI n° {v} délivrée en 2021"],
        driving_licence=["Numéro de permis de conduire : {v}", "mon permis de conduire {v} a été suspendu", "Contrat de location, permis n° {v}, catégorie B"],
        residence_permit=["Titre de séjour n° {v}", "mon titre de séjour {v} expire en juin", "Carte de séjour numéro {v}"],
        licence_plate=["Immatriculation : {v}", "la voiture immatriculée {v} bloque ma sortie", "plaque d'immatriculation {v}, break bleu"],
        other=["Numéro de commande : {v}", "la référence de la pièce est {v}", "Facture n° {v} impayée", "Le modèle {v} est épuisé"]),
    "it": dict(
        passport=["Numero di passaporto: {v}", "mi hanno rubato il passaporto, il numero era {v}", "Passaporto n. {v}, valido fino al 2031"],
        id_card=["Carta d'identità n. {v}", "il numero della mia carta di identità è {v}", "CIE {v} rilasciata dal comune"],
        driving_licence=["Numero di patente: {v}", "la mia patente di guida {v} scade a maggio", "Noleggio: patente n. {v}, categoria B"],
        residence_permit=["Permesso di soggiorno n. {v}", "il mio permesso di soggiorno {v} scade a giugno", "Numero del titolo di soggiorno: {v}"],
        licence_plate=["Targa: {v}", "l'auto targata {v} blocca il mio garage", "numero di targa {v}, station wagon blu"],
        other=["Numero d'ordine: {v}", "il codice articolo sulla scatola è {v}", "Fattura n. {v} non pagata", "Il modello {v} è esaurito"]),
    "es": dict(
        passport=["Número de pasaporte: {v}", "me robaron el pasaporte, el número era {v}", "Pasaporte n.º {v}, válido hasta 2031"],
        id_card=["Número de soporte del DNI: {v}", "el número de soporte de mi DNI es {v}", "DNI electrónico, soporte {v}"],
        driving_licence=["Permiso de conducir n.º {v}"],
        residence_permit=["Permiso de residencia n.º {v}", "mi tarjeta de residencia {v} caduca en junio", "TIE número {v}"],
        licence_plate=["Matrícula: {v}", "el coche con matrícula {v} bloquea mi garaje", "vehículo matrícula {v}, familiar azul"],
        other=["Número de pedido: {v}", "la referencia de la pieza es {v}", "Factura n.º {v} sin pagar", "El modelo {v} está agotado"]),
    "pt": dict(
        passport=["Número do passaporte: {v}", "roubaram-me o passaporte, o número era {v}", "Passaporte n.º {v}, válido até 2031"],
        id_card=[],
        driving_licence=["Carta de condução n.º {v}", "a minha carta de condução {v} caduca em maio", "Aluguer: carta de condução {v}, categoria B"],
        residence_permit=["Título de residência n.º {v}", "a minha autorização de residência {v} caduca em junho", "Cartão de residência {v}"],
        licence_plate=["Matrícula: {v}", "o carro com a matrícula {v} está à frente da minha garagem", "viatura de matrícula {v}, azul"],
        other=["Número da encomenda: {v}", "a referência da peça é {v}", "Fatura n.º {v} por pagar", "O modelo {v} está esgotado"]),
    "nl": dict(
        passport=["Paspoortnummer: {v}", "mijn paspoort is gestolen, het nummer was {v}", "Paspoort nr. {v}, geldig tot 2031"],
        id_card=["Identiteitskaartnummer: {v}", "mijn identiteitskaart heeft nummer {v}", "ID-kaart nr. {v}, afgegeven in 2021"],
        driving_licence=["Rijbewijsnummer: {v}", "mijn rijbewijs {v} verloopt in mei", "Huurcontract: rijbewijs nr. {v}, categorie B"],
        residence_permit=["Verblijfsvergunning nr. {v}", "mijn verblijfskaart {v} verloopt in juni", "Nummer verblijfsdocument: {v}"],
        licence_plate=["Kenteken: {v}", "de auto met kenteken {v} staat voor mijn garage", "nummerplaat {v}, blauwe stationwagen"],
        other=["Bestelnummer: {v}", "het artikelnummer op de doos is {v}", "Factuur nr. {v} is niet betaald", "Model {v} is uitverkocht"]),
    "sv": dict(
        passport=["Passnummer: {v}", "mitt pass blev stulet, numret var {v}", "Pass nr {v}, giltigt till 2031"],
        id_card=["ID-kortsnummer: {v}", "mitt nationella id-kort har nummer {v}", "Id-kort nr {v}, utfärdat 2021"],
        driving_licence=["Körkortsnummer: {v}"],
        residence_permit=["Uppehållstillstånd nr {v}", "mitt uppehållstillståndskort {v} går ut i juni", "UT-kort nummer {v}"],
        licence_plate=["Registreringsnummer: {v}", "bilen med regnr {v} står framför mitt garage", "registreringsskylt {v}, blå kombi"],
        other=["Ordernummer: {v}", "artikelnumret på lådan är {v}", "Faktura nr {v} är obetald", "Modell {v} är slut"]),
    "da": dict(
        passport=["Pasnummer: {v}", "mit pas er stjålet, nummeret var {v}", "Pas nr. {v}, gyldigt til 2031"],
        id_card=[],
        driving_licence=["Kørekortnummer: {v}", "mit kørekort {v} udløber i maj", "Lejeaftale: kørekort nr. {v}, kategori B"],
        residence_permit=["Opholdstilladelse nr. {v}", "mit opholdskort {v} udløber i juni", "Nummer på opholdstilladelsen: {v}"],
        licence_plate=["Nummerplade: {v}", "bilen med registreringsnummer {v} holder foran min garage", "reg.nr. {v}, blå stationcar"],
        other=["Ordrenummer: {v}", "varenummeret på kassen er {v}", "Faktura nr. {v} er ikke betalt", "Model {v} er udsolgt"]),
    "no": dict(
        passport=["Passnummer: {v}", "passet mitt ble stjålet, nummeret var {v}", "Pass nr. {v}, gyldig til 2031"],
        id_card=["ID-kortnummer: {v}", "det nasjonale ID-kortet mitt har nummer {v}", "ID-kort nr. {v}, utstedt 2021"],
        driving_licence=["Førerkortnummer: {v}", "førerkortet mitt {v} går ut i mai", "Leieavtale: førerkort nr. {v}, klasse B"],
        residence_permit=["Oppholdstillatelse nr. {v}", "oppholdskortet mitt {v} går ut i juni", "Nummer på oppholdskort: {v}"],
        licence_plate=["Registreringsnummer: {v}", "bilen med skilt {v} står foran garasjen min", "bilskilt {v}, blå stasjonsvogn"],
        other=["Ordrenummer: {v}", "delenummeret på esken er {v}", "Faktura nr. {v} er ikke betalt", "Modell {v} er utsolgt"]),
    "is": dict(
        passport=["Vegabréfsnúmer: {v}", "vegabréfinu mínu var stolið, númerið var {v}", "Vegabréf nr. {v}, gildir til 2031"],
        id_card=[],
        driving_licence=["Ökuskírteini nr. {v}", "ökuskírteinið mitt {v} rennur út í maí", "Ökuskírteinisnúmer: {v}"],
        residence_permit=["Dvalarleyfi nr. {v}", "dvalarleyfiskortið mitt {v} rennur út í júní", "Númer dvalarleyfis: {v}"],
        licence_plate=["Bílnúmer: {v}", "bíllinn með skráningarnúmerið {v} er fyrir framan bílskúrinn", "skráningarnúmer {v}, blár skutbíll"],
        other=["Pöntunarnúmer: {v}", "vörunúmerið á kassanum er {v}", "Reikningur nr. {v} er ógreiddur"]),
    "fi": dict(
        passport=["Passin numero: {v}", "passini varastettiin, numero oli {v}", "Passi nro {v}, voimassa 2031 asti"],
        id_card=["Henkilökortin numero: {v}", "henkilökorttini numero on {v}", "Henkilökortti nro {v}, myönnetty 2021"],
        driving_licence=[],
        residence_permit=["Oleskelulupa nro {v}", "oleskelulupakorttini {v} vanhenee kesäkuussa", "Oleskelulupakortin numero: {v}"],
        licence_plate=["Rekisterinumero: {v}", "auto rekisterinumerolla {v} seisoo autotallini edessä", "rekisterikilpi {v}, sininen farmari"],
        other=["Tilausnumero: {v}", "laatikon tuotenumero on {v}", "Lasku nro {v} on maksamatta", "Malli {v} on loppunut"]),
    "et": dict(
        passport=["Passi number: {v}", "mu pass varastati, number oli {v}", "Pass nr {v}, kehtib aastani 2031"],
        id_card=["ID-kaardi number: {v}", "minu ID-kaardi number on {v}", "Isikutunnistus nr {v}, välja antud 2021"],
        driving_licence=["Juhiloa number: {v}", "mu juhiluba {v} aegub mais", "Rendileping: juhiluba nr {v}, B-kategooria"],
        residence_permit=["Elamisloakaart nr {v}", "mu elamisloakaart {v} aegub juunis", "Elamisloa number: {v}"],
        licence_plate=["Auto number: {v}", "auto numbrimärgiga {v} seisab mu garaaži ees", "registreerimisnumber {v}, sinine universaal"],
        other=["Tellimuse number: {v}", "kastil olev tootekood on {v}", "Arve nr {v} on maksmata", "Mudel {v} on otsas"]),
    "lv": dict(
        passport=["Pases numurs: {v}", "man nozaga pasi, numurs bija {v}", "Pase Nr. {v}, derīga līdz 2031. gadam"],
        id_card=["Personas apliecības numurs: {v}", "manas ID kartes numurs ir {v}", "Personas apliecība Nr. {v}, izdota 2021. gadā"],
        driving_licence=["Vadītāja apliecības numurs: {v}", "mana autovadītāja apliecība {v} beidzas maijā", "Nomas līgums: vadītāja apliecība Nr. {v}"],
        residence_permit=["Uzturēšanās atļauja Nr. {v}", "mana uzturēšanās atļauja {v} beidzas jūnijā", "Uzturēšanās atļaujas numurs: {v}"],
        licence_plate=["Auto numurs: {v}", "mašīna ar numuru {v} stāv pie manas garāžas", "valsts numura zīme {v}, zils universālis"],
        other=["Pasūtījuma numurs: {v}", "detaļas numurs uz kastes ir {v}", "Rēķins Nr. {v} nav apmaksāts", "Modelis {v} ir izpārdots"]),
    "lt": dict(
        passport=["Paso numeris: {v}", "man pavogė pasą, numeris buvo {v}", "Pasas Nr. {v}, galioja iki 2031 m."],
        id_card=["Asmens tapatybės kortelės numeris: {v}", "mano asmens tapatybės kortelės numeris yra {v}", "ATK Nr. {v}, išduota 2021 m."],
        driving_licence=["Vairuotojo pažymėjimo numeris: {v}", "mano vairuotojo pažymėjimas {v} baigia galioti gegužę", "Nuomos sutartis: vairuotojo pažymėjimo Nr. {v}"],
        residence_permit=["Leidimas gyventi Nr. {v}", "mano leidimas laikinai gyventi {v} baigiasi birželį", "Leidimo gyventi numeris: {v}"],
        licence_plate=["Valstybinis numeris: {v}", "automobilis, kurio numeriai {v}, stovi prie mano garažo", "valst. nr. {v}, mėlynas universalas"],
        other=["Užsakymo numeris: {v}", "detalės kodas ant dėžės yra {v}", "Sąskaita Nr. {v} neapmokėta", "Modelis {v} išparduotas"]),
    "pl": dict(
        passport=["Numer paszportu: {v}", "ukradli mi paszport, numer był {v}", "Paszport nr {v}, ważny do 2031 r."],
        id_card=[],
        driving_licence=["Numer prawa jazdy: {v}", "moje prawo jazdy {v} traci ważność w maju", "Umowa najmu: prawo jazdy nr {v}, kat. B"],
        residence_permit=["Karta pobytu nr {v}", "moja karta pobytu {v} kończy się w czerwcu", "Numer karty pobytu: {v}"],
        licence_plate=["Numer rejestracyjny: {v}", "samochód o numerze rejestracyjnym {v} stoi przed moim garażem", "tablice {v}, niebieskie kombi"],
        other=["Numer zamówienia: {v}", "numer części na pudełku to {v}", "Faktura nr {v} nie jest zapłacona", "Model {v} jest niedostępny"]),
    "cs": dict(
        passport=["Číslo pasu: {v}", "ukradli mi pas, číslo bylo {v}", "Cestovní pas č. {v}, platný do roku 2031"],
        id_card=["Číslo občanského průkazu: {v}", "můj občanský průkaz má číslo {v}", "OP č. {v}, vydán 2021"],
        driving_licence=["Číslo řidičského průkazu: {v}", "můj řidičák {v} propadne v květnu", "Nájemní smlouva: řidičský průkaz č. {v}, skupina B"],
        residence_permit=["Povolení k pobytu č. {v}", "moje pobytová karta {v} končí v červnu", "Číslo průkazu o povolení k pobytu: {v}"],
        licence_plate=["SPZ: {v}", "auto se značkou {v} stojí před mou garáží", "registrační značka {v}, modré kombi"],
        other=["Číslo objednávky: {v}", "číslo dílu na krabici je {v}", "Faktura č. {v} není zaplacena", "Model {v} je vyprodaný"]),
    "sk": dict(
        passport=["Číslo pasu: {v}", "ukradli mi pas, číslo bolo {v}", "Cestovný pas č. {v}, platný do roku 2031"],
        id_card=["Číslo občianskeho preukazu: {v}", "môj občiansky preukaz má číslo {v}", "OP č. {v}, vydaný 2021"],
        driving_licence=[],
        residence_permit=["Povolenie na pobyt č. {v}", "moje povolenie na pobyt {v} končí v júni", "Číslo dokladu o pobyte: {v}"],
        licence_plate=["EČV: {v}", "auto s evidenčným číslom {v} stojí pred mojou garážou", "ŠPZ {v}, modré kombi"],
        other=["Číslo objednávky: {v}", "číslo dielu na krabici je {v}", "Faktúra č. {v} nie je zaplatená", "Model {v} je vypredaný"]),
    "hu": dict(
        passport=["Útlevélszám: {v}", "ellopták az útlevelemet, a száma {v} volt", "Útlevél száma: {v}, érvényes 2031-ig"],
        id_card=["Személyi igazolvány száma: {v}", "a személyi igazolványom száma {v}", "Szem. ig. szám: {v}"],
        driving_licence=["Vezetői engedély száma: {v}", "a jogosítványom {v} májusban lejár", "Bérleti szerződés: jogosítvány száma {v}"],
        residence_permit=["Tartózkodási engedély száma: {v}", "a tartózkodási engedélyem {v} júniusban lejár", "Letelepedési engedély: {v}"],
        licence_plate=["Rendszám: {v}", "a {v} rendszámú autó a garázsom előtt áll", "forgalmi rendszám {v}, kék kombi"],
        other=["Rendelésszám: {v}", "a dobozon a cikkszám {v}", "A {v} számú számla nincs kifizetve", "A {v} modell elfogyott"]),
    "ro": dict(
        passport=["Numărul pașaportului: {v}", "mi s-a furat pașaportul, numărul era {v}", "Pașaport nr. {v}, valabil până în 2031"],
        id_card=["Carte de identitate seria și numărul {v}", "buletinul meu este {v}", "CI seria {v}, eliberată în 2021"],
        driving_licence=["Permis de conducere nr. {v}", "permisul meu auto {v} expiră în mai", "Contract de închiriere: permis de conducere {v}"],
        residence_permit=["Permis de ședere nr. {v}", "permisul meu de ședere {v} expiră în iunie", "Numărul permisului de ședere: {v}"],
        licence_plate=["Număr de înmatriculare: {v}", "mașina cu numărul {v} stă în fața garajului meu", "nr. înmatriculare {v}, break albastru"],
        other=["Numărul comenzii: {v}", "codul piesei de pe cutie este {v}", "Factura nr. {v} nu este plătită", "Modelul {v} nu mai este în stoc"]),
    "bg": dict(
        passport=["Номер на паспорт: {v}", "откраднаха ми паспорта, номерът беше {v}", "Паспорт № {v}, валиден до 2031 г."],
        id_card=["Номер на лична карта: {v}", "личната ми карта е с номер {v}", "Л.к. № {v}, издадена 2021 г."],
        driving_licence=["Номер на шофьорска книжка: {v}", "шофьорската ми книжка {v} изтича през май", "Свидетелство за управление на МПС № {v}"],
        residence_permit=["Разрешение за пребиваване № {v}", "картата ми за пребиваване {v} изтича през юни", "Номер на разрешението за пребиваване: {v}"],
        licence_plate=["Регистрационен номер: {v}", "колата с номер {v} стои пред гаража ми", "рег. № {v}, синьо комби"],
        other=["Номер на поръчка: {v}", "каталожният номер на кутията е {v}", "Фактура № {v} не е платена", "Модел {v} е изчерпан"]),
    "hr": dict(
        passport=["Broj putovnice: {v}", "ukrali su mi putovnicu, broj je bio {v}", "Putovnica br. {v}, vrijedi do 2031."],
        id_card=["Broj osobne iskaznice: {v}", "moja osobna iskaznica ima broj {v}", "Osobna br. {v}, izdana 2021."],
        driving_licence=["Broj vozačke dozvole: {v}", "moja vozačka dozvola {v} istječe u svibnju", "Ugovor o najmu: vozačka br. {v}"],
        residence_permit=["Dozvola boravka br. {v}", "moja boravišna iskaznica {v} istječe u lipnju", "Broj dozvole boravka: {v}"],
        licence_plate=["Registarska oznaka: {v}", "auto s tablicama {v} stoji pred mojom garažom", "registracija {v}, plavi karavan"],
        other=["Broj narudžbe: {v}", "broj dijela na kutiji je {v}", "Račun br. {v} nije plaćen", "Model {v} je rasprodan"]),
    "sl": dict(
        passport=["Številka potnega lista: {v}", "ukradli so mi potni list, številka je bila {v}", "Potni list št. {v}, velja do 2031"],
        id_card=["Številka osebne izkaznice: {v}", "moja osebna izkaznica ima številko {v}", "Osebna izkaznica št. {v}, izdana 2021"],
        driving_licence=["Številka vozniškega dovoljenja: {v}", "moje vozniško dovoljenje {v} poteče maja", "Najemna pogodba: vozniško dovoljenje št. {v}"],
        residence_permit=["Dovoljenje za prebivanje št. {v}", "moje dovoljenje za prebivanje {v} poteče junija", "Številka dovoljenja za bivanje: {v}"],
        licence_plate=["Registrska številka: {v}", "avto z registrsko oznako {v} stoji pred mojo garažo", "registrska tablica {v}, modri karavan"],
        other=["Številka naročila: {v}", "številka dela na škatli je {v}", "Račun št. {v} ni plačan", "Model {v} je razprodan"]),
    "el": dict(
        passport=["Αριθμός διαβατηρίου: {v}", "μου έκλεψαν το διαβατήριο, ο αριθμός ήταν {v}", "Διαβατήριο αρ. {v}, ισχύει έως το 2031"],
        id_card=["Αριθμός ταυτότητας: {v}", "η ταυτότητά μου έχει αριθμό {v}", "Α.Δ.Τ. {v}"],
        driving_licence=["Αριθμός άδειας οδήγησης: {v}", "το δίπλωμα οδήγησης {v} λήγει τον Μάιο", "Μίσθωση: άδεια οδήγησης αρ. {v}"],
        residence_permit=["Άδεια διαμονής αρ. {v}", "η άδεια διαμονής μου {v} λήγει τον Ιούνιο", "Αριθμός άδειας παραμονής: {v}"],
        licence_plate=["Αριθμός κυκλοφορίας: {v}", "το αυτοκίνητο με πινακίδα {v} είναι μπροστά στο γκαράζ μου", "πινακίδες {v}, μπλε στέισον"],
        other=["Αριθμός παραγγελίας: {v}", "ο κωδικός εξαρτήματος στο κουτί είναι {v}", "Το τιμολόγιο αρ. {v} δεν έχει πληρωθεί", "Το μοντέλο {v} εξαντλήθηκε"]),
    "ga": dict(
        passport=["Uimhir phas: {v}", "goideadh mo phas, {v} an uimhir a bhí air", "Pas uimh. {v}, bailí go 2031"],
        id_card=[],
        driving_licence=["Uimhir cheadúnas tiomána: {v}", "tá mo cheadúnas tiomána {v} ag dul as feidhm", "Ceadúnas tiomána uimh. {v}"],
        residence_permit=["Cead cónaithe uimh. {v}", "tá mo chárta cónaithe {v} ag dul in éag"],
        licence_plate=["Uimhir chláraithe: {v}", "tá an carr leis an uimhir chláraithe {v} os comhair mo gharáiste", "clárphláta {v}"],
        other=["Uimhir ordaithe: {v}", "is í {v} uimhir na páirte ar an mbosca", "Níor íocadh sonrasc uimh. {v}"]),
    "mt": dict(
        passport=["Numru tal-passaport: {v}", "serquli l-passaport, in-numru kien {v}", "Passaport nru {v}, validu sal-2031"],
        id_card=[],
        driving_licence=[],
        residence_permit=["Permess ta' residenza nru {v}", "il-karta ta' residenza tiegħi {v} tiskadi f'Ġunju"],
        licence_plate=["Numru ta' reġistrazzjoni: {v}", "il-karozza bin-numru {v} qiegħda quddiem il-garaxx tiegħi", "pjanċa {v}, karozza blu"],
        other=["Numru tal-ordni: {v}", "in-numru tal-parti fuq il-kaxxa hu {v}", "Il-fattura nru {v} għadha ma tħallsitx"]),
    "lb": dict(
        passport=["Passnummer: {v}", "mäi Pass gouf geklaut, d'Nummer war {v}"],
        id_card=["Nummer vun der Identitéitskaart: {v}", "meng Carte d'identité huet d'Nummer {v}"],
        driving_licence=["Führerschäin Nr. {v}", "mäi Führerschäin {v} leeft am Mee of"],
        residence_permit=["Openthaltsgeneemegung Nr. {v}"],
        licence_plate=["Nummereschëld: {v}", "den Auto mat der Nummer {v} steet virun menger Garage"],
        other=["Bestellnummer: {v}", "d'Rechnung Nr. {v} ass nach op"]),
}

LANGUAGES = {
    "at": "de", "be": "nl fr de", "bg": "bg", "ch": "de fr it", "cy": "el", "cz": "cs", "de": "de", "dk": "da", "ee": "et", "es": "es", "fi": "fi sv",
    "fr": "fr", "gb": "en", "gr": "el", "hr": "hr", "hu": "hu", "ie": "en ga", "is": "is", "it": "it", "li": "de", "lt": "lt", "lu": "lb fr de",
    "lv": "lv", "mt": "mt en", "nl": "nl", "no": "no", "pl": "pl", "pt": "pt", "ro": "ro", "se": "sv", "si": "sl", "sk": "sk",
}
NAMES = {
    "at": "Austrian", "be": "Belgian", "bg": "Bulgarian", "ch": "Swiss", "cy": "Cypriot", "cz": "Czech", "de": "German", "dk": "Danish", "ee": "Estonian",
    "es": "Spanish", "fi": "Finnish", "fr": "French", "gb": "British", "gr": "Greek", "hr": "Croatian", "hu": "Hungarian", "ie": "Irish", "is": "Icelandic",
    "it": "Italian", "li": "Liechtenstein", "lt": "Lithuanian", "lu": "Luxembourg", "lv": "Latvian", "mt": "Maltese", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "se": "Swedish", "si": "Slovenian", "sk": "Slovak",
}
THINGS = {"passport": "passport", "id_card": "identity card", "driving_licence": "driving licence", "residence_permit": "residence permit", "licence_plate": "number plate"}

# Documents of no one country: the European Health Insurance Card, the machine-readable zone, the vehicle's number.
COMMON = {
    "ehic": {
        "de": "Kennnummer der Europäischen Krankenversicherungskarte (EHIC): {v}", "fr": "ma carte européenne d'assurance maladie porte le numéro {v}",
        "it": "Tessera europea di assicurazione malattia n. {v}", "es": "Tarjeta sanitaria europea n.º {v}", "pt": "Cartão Europeu de Seguro de Doença: {v}",
        "nl": "nummer Europese zorgpas (EHIC) {v}", "pl": "numer karty EKUZ {v}", "cs": "číslo evropského průkazu zdravotního pojištění {v}",
        "sv": "EU-kort nr {v}, europeiskt sjukförsäkringskort", "fi": "eurooppalainen sairaanhoitokortti {v}", "el": "Ευρωπαϊκή κάρτα ασφάλισης ασθένειας {v}",
        "hu": "Európai egészségbiztosítási kártya száma: {v}", "en": "I lost my EHIC card, the number on it is {v}", "da": "blåt EU-sygesikringskort nr. {v}",
    },
    "mrz": {"de": "Lies das bitte aus:\\n{v}", "en": "What does this line on my passport mean?\\n{v}", "fr": "Bande de lecture du passeport :\\n{v}", "pl": "Odczytaj dane z paszportu:\\n{v}", "es": "Extrae los datos:\\n{v}"},
    "vin": {"de": "Fahrgestellnummer: {v}", "fr": "numéro VIN de ma voiture : {v}", "it": "numero di telaio {v}", "pl": "numer VIN samochodu {v}", "nl": "chassisnummer {v}", "en": "the VIN of my car is {v}", "es": "número de bastidor {v}", "cs": "VIN vozu: {v}"},
}


def icao(text):
    number = lambda c: int(c) if c.isdigit() else 0 if c == "<" else ord(c) - 55
    return str(sum(number(c) * (7, 3, 1)[i % 3] for i, c in enumerate(text)) % 10)


def mrz():
    state, name = random.choice([("D<<", "MUSTERFRAU<<ERIKA"), ("FRA", "DURAND<<MARIE<CLAIRE"), ("POL", "KOWALSKA<<ANNA"), ("ESP", "GARCIA<LOPEZ<<LUIS")])
    number = "C" + "".join(random.choice("0123456789FGHJKL") for _ in range(8))
    born, until = f"{random.randint(50, 99)}{random.randint(1, 12):02}{random.randint(1, 28):02}", f"{random.randint(27, 34)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    second = number + icao(number) + state + born + icao(born) + random.choice("FM") + until + icao(until) + "<" * 14 + "<"
    return ("P<" + state + name).ljust(44, "<") + "\\n" + second + icao(second[:10] + second[13:20] + second[21:43])


def vin():
    return random.choice(["WVWZZZ", "WBAZZZ", "VF1ZZZ", "ZFAZZZ", "TMBZZZ"]) + value("9X") + "ZX"[random.randrange(2)] + value("9!W999999")


def ehic():
    return "80" + random.choice(["276", "250", "380", "724", "616", "040", "203", "528"]) + "".join(random.choice(string.digits) for _ in range(15))


def value(shape):
    out, literal = "", False
    for c in shape:
        if literal or c not in "!L9X_":
            out, literal = out + c, False
        elif c == "!":
            literal = True
        else:
            # No look-alikes of digits in a random letter: no country issues them.
            out += {"L": random.choice("ABCDEFGHJKLMNPRSTUVXYZ"), "9": random.choice(string.digits), "X": random.choice("0123456789ABCDEFGHJKLMNPRSTUVXYZ"), "_": " "}[c]
    return out


def belgian(number):
    """The last two digits are the rest of the first ten modulo 97, where 97 stands for 0."""
    rest = int(number[:-2].replace("-", "")) % 97 or 97
    return f"{number[:-2]}{rest:02}"


files = {}
with open(HERE / "values-documents.tsv", "w") as out:
    out.write("# Made by make_documents.py. Shapes by country, numbers at random.\n")
    for country, shapes in SHAPES.items():
        for thing, shape in shapes.items():
            out.write(f"[{thing}_{country} document {thing}_{country}|{thing}]\n")
            made = [belgian(value(s)) if (thing, country) == ("id_card", "be") else value(s) for s in shape.split() for _ in range(VALUES // len(shape.split()))]
            out.write("\n".join(dict.fromkeys(made)) + "\n")
            languages = LANGUAGES[country].split()
            for lang in languages:
                lines = files.setdefault(lang, [])
                slot = "{" + f"{thing}_{country}" + "}"
                lines += ["+\t" + text.replace("{v}", slot) for text in TEXTS[lang][thing]]
                lines.append("other\t" + random.choice(TEXTS[lang]["other"]).replace("{v}", slot))
            english = files.setdefault("en", [])
            name, what = NAMES[country], THINGS[thing]
            english.append(f"+\tHer {name} {what} number is {slot}.")
            english.append("+\t" + random.choice(TEXTS["en"][thing]).replace("{v}", slot))
            english.append("other\t" + random.choice(TEXTS["en"]["other"]).replace("{v}", slot))
    for thing, make in (("ehic", ehic), ("mrz", mrz), ("vin", vin)):
        out.write(f"[{thing} document {thing}]\n" + "\n".join(make() for _ in range(VALUES)) + "\n")
        for lang, text in COMMON[thing].items():
            files[lang].append("+\t" + text.replace("{v}", "{" + thing + "}"))

for lang, lines in files.items():
    head = "# Made by make_documents.py: documents and plates of the countries that speak this language; `other`: the same numbers as something else.\n"
    (HERE / f"{lang}-documents.tsv").write_text(head + "\n".join(dict.fromkeys(lines)) + "\n")
