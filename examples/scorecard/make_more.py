"""Writes values-more.tsv: people of the languages that make_values.py does not have. Synthetic.

Given and family names, streets and towns are common ones, paired at random; telephone numbers have each country's shape.

    python3 examples/scorecard/make_more.py
"""

import random
from pathlib import Path

random.seed(20251126)

# language: given names, family names, streets (with a number), postcode and town, telephone
PEOPLE = {
    "ca": ("Montserrat Jordi Núria Oriol Mireia Arnau Gemma Quim Roser Pere Carme Guillem Aina Ferran",
           "Puigdollers Ferrer Vilanova Rovira Casals Comas Sabater Bosch Pujades Miralles Torrent",
           ["carrer de Balmes, {n}, 3r 2a", "carrer Major, {n}", "passeig de Gràcia, {n}, àtic", "plaça de la Vila, {n}", "avinguda Catalunya, {n}"],
           ["08008 Barcelona", "17001 Girona", "43201 Reus", "25002 Lleida"], ["+34 6## ## ## ##", "93# ### ###", "6## ### ###"]),
    "eu": ("Ainhoa Mikel Nerea Iker Maialen Aitor Leire Unai Itziar Gorka Amaia Xabier Jone Eneko",
           "Etxeberria Agirre Mendizabal Zabala Goikoetxea Larrañaga Arrizabalaga Elizondo Olabarria Urrutia",
           ["Askatasunaren etorbidea {n}, 2. ezkerra", "Kale Nagusia {n}", "San Frantzisko kalea {n}, 4. B", "Gernikako Arbola pasealekua {n}"],
           ["20004 Donostia", "48005 Bilbo", "01001 Gasteiz", "31001 Iruñea"], ["+34 6## ## ## ##", "943 ### ###", "6## ### ###"]),
    "gl": ("Uxía Brais Sabela Xoán Antía Roi Iria Martiño Noa Anxo Lúa Breixo Carme Xurxo",
           "Castiñeira Loureiro Outeiro Seoane Vilariño Rodríguez Freire Carballo Souto Pazos",
           ["rúa do Vilar, {n}, 2º", "rúa Real, {n}", "avenida de Vigo, {n}, 4º B", "praza Maior, {n}"],
           ["15705 Santiago de Compostela", "36201 Vigo", "27001 Lugo", "32005 Ourense"], ["+34 6## ## ## ##", "981 ### ###", "6## ### ###"]),
    "lb": ("Jean-Claude Martine Luc Danielle Marc Josiane Tom Sandrine Claude Nathalie Pol Lynn Gilles Tessy",
           "Weber Schmit Muller Kremer Hoffmann Thill Wagener Reuter Faber Schiltz Braun Kieffer",
           ["{n}, rue de la Gare", "{n}, Groussgaass", "{n}, avenue de la Liberté", "{n}, rue des Prés"],
           ["L-1611 Lëtzebuerg", "L-4011 Esch-Uelzecht", "L-3515 Diddeleng", "L-9010 Ettelbréck"], ["+352 621 ### ###", "691 ### ###", "26 ## ## ##"]),
    "uk": ("Оксана Тарас Наталія Андрій Ірина Богдан Світлана Олександр Людмила Микола Катерина Юрій Галина Остап",
           "Шевчук Коваленко Бондаренко Ткаченко Мельник Кравченко Поліщук Лисенко Гончаренко Савчук Мороз",
           ["вул. Лесі Українки, {n}, кв. 12", "вулиця Шевченка, {n}", "просп. Перемоги, {n}, кв. 45", "пров. Садовий, {n}"],
           ["01001 Київ", "79000 Львів", "65000 Одеса", "м. Харків, 61000"], ["+380 67 ### ## ##", "+38067#######", "067 ### ## ##"]),
    "tr": ("Mehmet Ayşe Mustafa Zeynep Hüseyin Fatma Emre Gülşen Burak Hatice Serkan Özlem Volkan Sevgi",
           "Yılmaz Kaya Demir Şahin Çelik Yıldız Öztürk Aydın Arslan Doğan Koç Kurt",
           ["Atatürk Caddesi No: {n} Daire 4", "İnönü Sokak No: {n}", "Cumhuriyet Mahallesi Gül Sk. No:{n}/3", "Bağdat Caddesi {n}"],
           ["34710 Kadıköy/İstanbul", "06420 Çankaya/Ankara", "35220 Konak/İzmir", "16010 Osmangazi/Bursa"], ["+90 532 ### ## ##", "0532 ### ## ##", "+49 176 ########"]),
    "ar": ("محمد فاطمة أحمد مريم يوسف ليلى خالد زينب عمر هدى سامي رانيا حسن نور",
           "الحداد المصري الخطيب النجار العلي حمدان السيد العمري منصور الشامي",
           ["شارع الجامعة {n}"], ["حلب"], ["+49 176 ########", "+46 70 ### ## ##", "+20 10 #### ####"]),
    "no": ("Ingrid Lars Solveig Olav Kari Bjørn Silje Håkon Marte Terje Astrid Sindre Ragnhild Eirik",
           "Hansen Johansen Bakken Haugen Solberg Moen Lien Strand Nygård Berge Aasen Kvam",
           ["Storgata {n}", "Kirkeveien {n} B", "Bjørnstjerne Bjørnsons gate {n}", "Nedre Slottsgate {n}", "Fjellveien {n}"],
           ["0357 Oslo", "5003 Bergen", "7011 Trondheim", "8006 Bodø"], ["+47 ### ## ###", "4## ## ###", "9# ## ## ##"]),
    "is": ("Guðrún Sigurður Kristín Jón Helga Gunnar Sigríður Ólafur Ragnheiður Einar Ásta Björn",
           "Jónsdóttir/Jónsson Sigurðardóttir/Sigurðsson Einarsdóttir/Einarsson Ólafsdóttir/Ólafsson Magnúsdóttir/Magnússon",
           ["Laugavegi {n}", "Hringbraut {n}", "Skólavörðustíg {n}", "Bústaðavegi {n}"],
           ["101 Reykjavík", "600 Akureyri", "220 Hafnarfjörður", "107 Reykjavík"], ["+354 ### ####", "6## ####", "8##-####"]),
}


def fill(pattern):
    return "".join(random.choice("23456789") if c == "#" else c for c in pattern)


def born():
    y, m, d = random.randint(1945, 2004), random.randint(1, 12), random.randint(1, 28)
    return random.choice([f"{d:02}.{m:02}.{y}", f"{d:02}/{m:02}/{y}", f"{y}-{m:02}-{d:02}", f"{d}.{m}.{y}"])


with open(Path(__file__).parent / "values-more.tsv", "w") as out:
    out.write("# Made by make_more.py: common given and family names paired at random, addresses and telephone numbers by shape. Synthetic.\n")
    for lang, (given, family, streets, towns, phones) in PEOPLE.items():
        given, family = given.split(), family.split()
        names = set()
        while len(names) < 36:
            i = random.randrange(len(given))
            last = random.choice(family).split("/")
            # Icelandic fathers' names: the list of given names alternates, women first.
            names.add(f"{given[i]} {last[i % len(last)]}")
        block = lambda slot, lines: out.write(f"[{slot}]\n" + "\n".join(lines) + "\n")
        block(f"name.{lang} name person_name", sorted(names))
        block(f"surname.{lang} name person_name", sorted({n.split(' ', 1)[1] for n in names}))
        block(f"phone.{lang} contact phone", [fill(random.choice(phones)) for _ in range(24)])
        block(f"dob.{lang} dob date_of_birth", [born() for _ in range(24)])
        block(f"addr.{lang} address postal_address", [random.choice(streets).format(n=random.randint(2, 140)) + ", " + random.choice(towns) for _ in range(24)])
